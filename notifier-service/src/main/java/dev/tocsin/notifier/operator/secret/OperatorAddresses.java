package dev.tocsin.notifier.operator.secret;

import dev.tocsin.contract.catalog.OperatorChannel;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.channel.EndpointRules;
import dev.tocsin.notifier.delivery.AddressResolver;
import dev.tocsin.notifier.operator.secret.SecretReader.SecretReading;
import dev.tocsin.notifier.subscription.Address;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReader.AddressReading;
import dev.tocsin.notifier.subscription.EndpointUrl;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes addresses of the catalog's channels of operators and their secrets. Addresses are kept nowhere: they are made
/// for each attempt.
@ApplicationScoped
public class OperatorAddresses implements AddressResolver {

    private final PublishedCatalog catalog;
    private final List<AddressReader> readers;
    private final EndpointRules rules;
    private final SecretReader secrets = new SecretReader(System.getenv());

    OperatorAddresses(PublishedCatalog catalog, @All List<AddressReader> readers, EndpointRules rules) {
        this.catalog = catalog;
        this.readers = List.copyOf(readers);
        this.rules = rules;
    }

    private sealed interface AddressResolution {

        record Resolved(Address address) implements AddressResolution {}

        /// @param why a clause that says what is missing or wrong, without the secret
        record Unresolved(String why) implements AddressResolution {}
    }

    @Override
    public Subscription resolve(Subscription to) {
        return to.address() instanceof OperatorAddress(var channel, var id)
                ? catalog.operators()
                        .channel(id)
                        .filter(defined -> defined.channel() == channel)
                        .map(defined -> to.at(resolved(defined).orElse(to.address())))
                        .orElse(to)
                : to;
    }

    private Optional<Address> resolved(OperatorChannel channel) {
        return switch (resolution(channel)) {
            case AddressResolution.Resolved(var address) -> Optional.of(address);
            case AddressResolution.Unresolved _ -> Optional.empty();
        };
    }

    /// The fault, as a clause without the secret; empty when the channel can be used.
    public Optional<String> problemWith(OperatorChannel channel) {
        return switch (resolution(channel)) {
            case AddressResolution.Resolved _ -> Optional.empty();
            case AddressResolution.Unresolved(var why) -> Optional.of(why);
        };
    }

    private AddressResolution resolution(OperatorChannel channel) {
        var reference = channel.secretAddress();
        if (reference == null) {
            return resolution(channel, String.valueOf(channel.address()), "the address in the catalog");
        }
        return switch (secrets.read(reference)) {
            case SecretReading.Found(var secret) -> resolution(channel, secret, SecretReader.place(reference));
            case SecretReading.Missing(var why) -> new AddressResolution.Unresolved(why);
        };
    }

    /// @param place names where the address was found
    private AddressResolution resolution(OperatorChannel channel, String address, String place) {
        return channel.channel() == Channel.WEBHOOK
                ? webhook(channel, address, place)
                : readers.stream()
                        .filter(reader -> reader.channel() == channel.channel())
                        .findFirst()
                        .map(reader -> read(reader, address, place))
                        .orElseGet(() -> new AddressResolution.Unresolved("there is no channel " + channel.channel()));
    }

    private static AddressResolution read(AddressReader reader, String address, String place) {
        return switch (reader.read(form(reader.isUrl() ? null : address, reader.isUrl() ? address : null))) {
            case AddressReading.Right(var right) -> new AddressResolution.Resolved(right);
            case AddressReading.Wrong(var problems) ->
                new AddressResolution.Unresolved(
                        "%s %s".formatted(place, problems.getFirst().message()));
        };
    }

    /// A webhook's host is looked up at each attempt, and not here: a name that does not resolve now may do so later.
    private AddressResolution webhook(OperatorChannel channel, String address, String place) {
        var url = EndpointUrl.read(address);
        var wrong = url.isEmpty()
                ? Optional.of("is not an address such as https://host/path")
                : rules.problemWith(url.get());
        if (wrong.isPresent()) {
            return new AddressResolution.Unresolved("%s %s".formatted(place, wrong.get()));
        }
        var signing = channel.signingSecret();
        if (signing == null) {
            return new AddressResolution.Unresolved("the catalog names no secret that signs its notices");
        }
        return switch (secrets.read(signing)) {
            case SecretReading.Missing(var why) -> new AddressResolution.Unresolved(why);
            case SecretReading.Found(var secret) ->
                Secret.problem(secret)
                        .<AddressResolution>map(problem -> new AddressResolution.Unresolved(
                                "%s %s".formatted(SecretReader.place(signing), problem)))
                        .orElseGet(() -> new AddressResolution.Resolved(
                                new WebhookAddress(url.orElseThrow(), SigningSecrets.only(new Secret(secret)))));
        };
    }

    private static SubscriptionForm form(@Nullable String address, @Nullable String url) {
        return new SubscriptionForm(null, address, url, null, null, null, null, null, null, null, null, null, null);
    }
}
