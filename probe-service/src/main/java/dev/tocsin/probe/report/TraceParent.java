package dev.tocsin.probe.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Event;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The W3C trace context in which an event travels. A trace begins with what was seen; deriving it from the event gives
/// one that was sent twice the same trace.
public final class TraceParent {

    private static final int TRACE = 16;
    private static final int SPAN = 24;

    private TraceParent() {}

    /// Not marked as sampled: whoever records traces decides.
    public static String of(Event event) {
        var hex = HexFormat.of();
        var digest = digest(event.eventId());
        return "00-%s-%s-00".formatted(hex.formatHex(digest, 0, TRACE), hex.formatHex(digest, TRACE, SPAN));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
