package dev.tocsin.notifier.channel;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The addresses that one service gives out, such as `https://hooks.slack.com/services/` or
/// `https://*.logic.azure.com/`: a subscriber's address must begin like one of them.
public record ServiceAddresses(List<Start> starts) {

    private static final Pattern START =
            Pattern.compile("(?<scheme>https?)://(?<any>\\*\\.)?(?<host>[a-z0-9.-]+)(?<path>/[A-Za-z0-9._/-]*)");

    /// Parsers do not agree on where such a path leads.
    private static final Pattern AMBIGUOUS_PATH = Pattern.compile("(?i).*(//|/\\.|%2e|%2f|%5c|\\\\).*");

    /// @param isAnyBelow whether every host below `host` is meant, and not `host` itself
    public record Start(String scheme, boolean isAnyBelow, String host, String path) {

        boolean covers(URI url) {
            var itsHost = url.getHost().toLowerCase(Locale.ROOT);
            return scheme.equalsIgnoreCase(url.getScheme())
                    && (isAnyBelow ? itsHost.endsWith("." + host) : itsHost.equals(host))
                    && (url.getRawPath() == null ? "" : url.getRawPath()).startsWith(path);
        }
    }

    /// @throws IllegalArgumentException when a text is not of that form
    public static ServiceAddresses of(List<String> texts) {
        return new ServiceAddresses(texts.stream().map(ServiceAddresses::start).toList());
    }

    private static Start start(String text) {
        var parts = START.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is not of the form https://hooks.example.com/services/ or https://*.example.com/"
                            .formatted(text));
        }
        return new Start(parts.group("scheme"), parts.group("any") != null, parts.group("host"), parts.group("path"));
    }

    /// @param url with a host
    public boolean cover(URI url) {
        var path = url.getRawPath() == null ? "" : url.getRawPath();
        return !AMBIGUOUS_PATH.matcher(path).matches() && starts.stream().anyMatch(start -> start.covers(url));
    }
}
