package dev.tocsin.incident.trust.snapshot.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.RawString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The style and script that each page contains, and the policy that lets these run and nothing else.
///
/// @param icon the icon as a `data:` address
public record Inlined(RawString style, RawString script, String icon, String policy) {

    /// @param brand the style that the brand adds
    static Inlined read(String brand) {
        var style = resource("/web/app/app.css")
                + resource("/web/app/screens.css")
                + resource("/dev/tocsin/incident/trust/snapshot/page/snapshot.css")
                + brand;
        var script = resource("/dev/tocsin/incident/trust/snapshot/page/snapshot.js");
        return new Inlined(
                new RawString(style),
                new RawString(script),
                "data:image/svg+xml;base64,"
                        + Base64.getEncoder()
                                .encodeToString(
                                        resource("/web/public/static/mark.svg").getBytes(UTF_8)),
                "default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
                        .formatted(digest(style), digest(script)));
    }

    private static String resource(String path) {
        try (var stream = Inlined.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + path);
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
