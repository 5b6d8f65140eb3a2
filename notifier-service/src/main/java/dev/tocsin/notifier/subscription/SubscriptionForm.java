package dev.tocsin.notifier.subscription;

import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
public record SubscriptionForm(
        @Nullable String channel,
        @Nullable String address,
        @Nullable String url,
        @Nullable String secret,
        @Nullable List<@Nullable String> regions,
        @Nullable List<@Nullable String> components,
        @Nullable String leastSeverity) {

    private static final int LONGEST_URL = 2000;
    private static final int MOST_IDS = 1000;

    /// Where the host has characters beyond ASCII, which [URI] takes for no host.
    private static final Pattern HOST =
            Pattern.compile("(?<before>[A-Za-z]+://)(?<host>[^/?#:@\\[\\]]*[^\\x00-\\x7f][^/?#:@\\[\\]]*)(?<after>.*)");

    public sealed interface Checked {

        record Right(Address address, Scope scope) implements Checked {}

        record Wrong(List<FieldProblem> problems) implements Checked {}
    }

    /// @param message completes a sentence that begins with the field's name
    public record FieldProblem(String field, String message) {

        /// On a page, where the field has a name that people know.
        public String sentence() {
            var isNone = message.equals("is missing") || message.startsWith("is not an address") || isNoMailAddress();
            return switch (field) {
                case "address" ->
                    isNone
                            ? "Enter an email address, such as jo@example.com."
                            : "The email address %s.".formatted(message);
                case "url" ->
                    isNone
                            ? "Enter a webhook address, such as https://example.com/hook."
                            : "The webhook address %s.".formatted(message);
                default -> "%s %s.".formatted(field, message);
            };
        }

        private boolean isNoMailAddress() {
            return message.startsWith("is not a mail address");
        }
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
        var scope = new Scope(
                new LinkedHashSet<>(known("regions", regions, catalog::problemWithRegion, problems)),
                new LinkedHashSet<>(known("components", components, catalog::problemWithComponent, problems)),
                severity(problems));
        return to == null || !problems.isEmpty() ? new Checked.Wrong(problems) : new Checked.Right(to, scope);
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

    private static List<String> known(
            String field,
            @Nullable List<@Nullable String> ids,
            Function<String, Optional<String>> problem,
            List<FieldProblem> problems) {
        var wanted = ids == null ? List.<@Nullable String>of() : ids;
        if (wanted.size() > MOST_IDS) {
            problems.add(new FieldProblem(field, "has more than %d entries".formatted(MOST_IDS)));
            return List.of();
        }
        var known = new ArrayList<String>();
        for (var i = 0; i < wanted.size(); i++) {
            var id = wanted.get(i);
            var wrong = id == null ? Optional.of("is null") : problem.apply(id);
            if (wrong.isPresent()) {
                problems.add(new FieldProblem("%s[%d]".formatted(field, i), wrong.get()));
            } else if (id != null) {
                known.add(id);
            }
        }
        return known;
    }

    private Severity severity(List<FieldProblem> problems) {
        return switch (leastSeverity) {
            case null -> Severity.MINOR;
            case "minor", "major", "critical" -> Severity.valueOf(leastSeverity.toUpperCase(Locale.ROOT));
            default -> {
                problems.add(new FieldProblem("leastSeverity", "is not minor, major or critical"));
                yield Severity.MINOR;
            }
        };
    }
}
