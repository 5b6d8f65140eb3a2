package dev.tocsin.notifier.subscription;

import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A wish to subscribe, as it came in.
///
/// @param channel `email` or `webhook`
/// @param address of an `email`
/// @param url of a `webhook`
/// @param secret of a `webhook`; null lets us make one
/// @param regions null or empty means all
/// @param components null or empty means all
/// @param leastSeverity null means `minor`
/// @param updates false for openings and closings only; null means true
/// @param maintenance whether planned work is told too; null means true
/// @param language of the fixed words of mails, `en` or `de`; null means `en`
/// @param timeZone of the times in mails, such as `Europe/Berlin`; null means the catalog's
public record SubscriptionForm(
        @Nullable String channel,
        @Nullable String address,
        @Nullable String url,
        @Nullable String secret,
        @Nullable List<@Nullable String> regions,
        @Nullable List<@Nullable String> components,
        @Nullable String leastSeverity,
        @Nullable Boolean updates,
        @Nullable Boolean maintenance,
        @Nullable String language,
        @Nullable String timeZone) {

    private static final int LONGEST_URL = 2000;

    /// Where the host has characters beyond ASCII, which [URI] takes for no host.
    private static final Pattern HOST =
            Pattern.compile("(?<before>[A-Za-z]+://)(?<host>[^/?#:@\\[\\]]*[^\\x00-\\x7f][^/?#:@\\[\\]]*)(?<after>.*)");

    public sealed interface Checked {

        record Right(Address address, Choices choices) implements Checked {}

        record Wrong(List<FieldProblem> problems) implements Checked {}
    }

    public ChoicesForm choices() {
        return new ChoicesForm(regions, components, leastSeverity, updates, maintenance, language, timeZone);
    }

    /// @param newSecret makes a secret where the form brings none
    public Checked check(KnownCatalog catalog, WebhookCheck webhooks, Supplier<Secret> newSecret) {
        var problems = new ArrayList<FieldProblem>();
        var to = switch (channel) {
            case "email" -> mailAddress(problems);
            case "webhook" -> webhookAddress(webhooks, newSecret, problems);
            case null, default -> {
                problems.add(new FieldProblem("channel", "is not email or webhook"));
                yield null;
            }
        };
        var choices = choices().check(catalog, problems);
        return to == null || !problems.isEmpty() ? new Checked.Wrong(problems) : new Checked.Right(to, choices);
    }

    private @Nullable Address mailAddress(List<FieldProblem> problems) {
        if (address == null) {
            problems.add(new FieldProblem("address", "is missing"));
            return null;
        }
        return switch (MailAddresses.read(address)) {
            case MailAddresses.Read.Right(var right) -> right;
            case MailAddresses.Read.Wrong(var problem) -> {
                problems.add(new FieldProblem("address", problem));
                yield null;
            }
        };
    }

    private @Nullable Address webhookAddress(
            WebhookCheck webhooks, Supplier<Secret> newSecret, List<FieldProblem> problems) {
        if (secret != null) {
            Secret.problem(secret).ifPresent(message -> problems.add(new FieldProblem("secret", message)));
        }
        if (url == null) {
            problems.add(new FieldProblem("url", "is missing"));
            return null;
        }
        var parsed = parse(url);
        var problem = parsed.isEmpty()
                ? Optional.of("is not an address such as https://example.com/hook")
                : webhooks.problem(parsed.get());
        problem.ifPresent(message -> problems.add(new FieldProblem("url", message)));
        return problem.isPresent() || !problems.isEmpty()
                ? null
                : new WebhookAddress(
                        parsed.orElseThrow(),
                        SigningSecrets.only(secret == null ? newSecret.get() : new Secret(secret)));
    }

    /// In ASCII, as it goes over the wire: an internationalised host as punycode, the rest percent-encoded.
    private static Optional<URI> parse(String url) {
        var parts = HOST.matcher(url);
        if (url.length() > LONGEST_URL) {
            return Optional.empty();
        }
        return parts.matches()
                ? HostNames.ascii(parts.group("host"))
                        .flatMap(host -> uri(parts.group("before") + host + parts.group("after")))
                : uri(url);
    }

    private static Optional<URI> uri(String text) {
        try {
            var ascii = new URI(text).toASCIIString();
            return ascii.length() > LONGEST_URL ? Optional.empty() : Optional.of(new URI(ascii));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
