package dev.tocsin.notifier.channel.http;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.channel.ServiceAddresses;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.AddressReader.AddressReading;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.EndpointUrl;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Reads a URL that a service gave its user.
///
/// @param example a valid URL
/// @param service the service's name
/// @param addresses the addresses that the service gives out
public record ServiceUrl(
        Channel channel, String example, String service, ServiceAddresses addresses, EndpointRules rules) {

    /// @param addresses from `tocsin.CHANNEL.addresses`
    /// @throws IllegalArgumentException naming the key, when the addresses cannot be read
    public static ServiceUrl of(
            Channel channel, String example, String service, List<String> addresses, EndpointRules rules) {
        try {
            return new ServiceUrl(channel, example, service, ServiceAddresses.of(addresses), rules);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tocsin.%s.addresses: %s".formatted(AddressReaders.word(channel), e.getMessage()), e);
        }
    }

    public AddressReading read(SubscriptionForm form) {
        if (form.url() == null) {
            return wrong("is missing");
        }
        var url = EndpointUrl.read(form.url());
        return url.isEmpty()
                ? wrong("is not an address such as " + example)
                : problem(url.get())
                        .map(ServiceUrl::wrong)
                        .orElseGet(() -> new AddressReading.Right(
                                new SecretAddress(channel, url.get().toString())));
    }

    private Optional<String> problem(URI url) {
        return rules.problemWith(url)
                .or(() -> addresses.cover(url)
                        ? Optional.empty()
                        : Optional.of("is not a webhook address of %s, such as %s".formatted(service, example)));
    }

    private static AddressReading wrong(String message) {
        return new AddressReading.Wrong(List.of(new FieldProblem("url", message)));
    }
}
