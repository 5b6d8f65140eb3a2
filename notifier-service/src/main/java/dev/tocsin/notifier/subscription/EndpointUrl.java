package dev.tocsin.notifier.subscription;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the address of an endpoint as people write it.
public final class EndpointUrl {

    private static final int LONGEST = 2000;

    /// A URL whose host has characters beyond ASCII, which [URI] takes for no host.
    private static final Pattern HOST =
            Pattern.compile("(?<before>[A-Za-z]+://)(?<host>[^/?#:@\\[\\]]*[^\\x00-\\x7f][^/?#:@\\[\\]]*)(?<after>.*)");

    private EndpointUrl() {}

    /// The URL in ASCII, as it goes over the wire: an internationalised host as punycode, the rest percent-encoded.
    public static Optional<URI> read(String text) {
        var parts = HOST.matcher(text);
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return parts.matches()
                ? HostNames.ascii(parts.group("host"))
                        .flatMap(host -> uri(parts.group("before") + host + parts.group("after")))
                : uri(text);
    }

    private static Optional<URI> uri(String text) {
        try {
            var ascii = new URI(text).toASCIIString();
            return ascii.length() > LONGEST ? Optional.empty() : Optional.of(new URI(ascii));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
