package dev.tocsin.probe.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Event;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The W3C trace context in which an event travels. A trace begins with the observation; its ids are derived from the
/// event, so that an event that is sent twice has one trace.
public record TraceParent(String traceId, String spanId) {

    private static final int TRACE = 16;
    private static final int SPAN = 24;

    public static TraceParent of(Event event) {
        var hex = HexFormat.of();
        var digest = digest(event.eventId());
        return new TraceParent(hex.formatHex(digest, 0, TRACE), hex.formatHex(digest, TRACE, SPAN));
    }

    /// @param sampled whether the probe records the span; later steps do as it does
    public String text(boolean sampled) {
        return "00-%s-%s-%s".formatted(traceId, spanId, sampled ? "01" : "00");
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
