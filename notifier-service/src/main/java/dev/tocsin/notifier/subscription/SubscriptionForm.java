package dev.tocsin.notifier.subscription;

import dev.tocsin.notifier.subscription.AddressReader.AddressReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to subscribe, as it came in.
///
/// @param channel such as `email` or `webhook`
/// @param address the address for `email`, `pagerduty` (a routing key) or `sms` (a phone number)
/// @param url the URL for any other channel
/// @param secret the secret of a `webhook`; null lets us make one
/// @param headers the headers to send with each request to a `webhook`; null means none
/// @param regions null or empty means all
/// @param components null or empty means all
/// @param leastSeverity null means `minor`
/// @param updates false for openings and closings only; null means true
/// @param maintenance whether it wants notices of planned work too; null means true
/// @param language the language of the fixed words of mails, `en` or `de`; null means `en`
/// @param timeZone the time zone of the times in mails, such as `Europe/Berlin`; null means the catalog's
/// @param digest the digest of mail: `hourly`, or the hour of a daily one, such as `08:00`; null or `none` means each
///     notice at once
public record SubscriptionForm(
        @Nullable String channel,
        @Nullable String address,
        @Nullable String url,
        @Nullable String secret,
        @Nullable Map<String, @Nullable String> headers,
        @Nullable List<@Nullable String> regions,
        @Nullable List<@Nullable String> components,
        @Nullable String leastSeverity,
        @Nullable Boolean updates,
        @Nullable Boolean maintenance,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String digest) {

    public sealed interface CheckedSubscriptionForm {

        record Right(Address address, Choices choices) implements CheckedSubscriptionForm {}

        record Wrong(List<FieldProblem> problems) implements CheckedSubscriptionForm {}
    }

    public ChoicesForm choices() {
        return new ChoicesForm(regions, components, leastSeverity, updates, maintenance, language, timeZone, digest);
    }

    public CheckedSubscriptionForm check(KnownCatalog catalog, AddressReaders channels) {
        var problems = new ArrayList<FieldProblem>();
        var to = address(channels, problems);
        var choices = choices().check(catalog, problems);
        if (to != null) {
            choices.problemWith(to.channel()).ifPresent(problems::add);
        }
        return to == null || !problems.isEmpty()
                ? new CheckedSubscriptionForm.Wrong(problems)
                : new CheckedSubscriptionForm.Right(to, choices);
    }

    private @Nullable Address address(AddressReaders channels, List<FieldProblem> problems) {
        var reader = channels.of(channel);
        if (reader.isEmpty()) {
            problems.add(new FieldProblem("channel", "is not " + channels.words()));
            return null;
        }
        return switch (reader.get().read(this)) {
            case AddressReading.Right(var address) -> address;
            case AddressReading.Wrong(var wrong) -> {
                problems.addAll(wrong);
                yield null;
            }
        };
    }

    /// The problems with the custom headers; empty when there are none.
    public List<FieldProblem> problemsWithHeaders() {
        return headers == null ? List.of() : CustomHeaders.problems(headers);
    }

    /// @throws IllegalStateException when there are problems with the headers
    public CustomHeaders customHeaders() {
        if (!problemsWithHeaders().isEmpty()) {
            throw new IllegalStateException("the headers were not checked");
        }
        return headers == null ? CustomHeaders.NONE : CustomHeaders.of(headers);
    }
}
