package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Reads the time that an answer asks us to wait.
public final class RetryAfter {

    private RetryAfter() {}

    /// @param header seconds, or an HTTP date (RFC 9110, section 10.2.3); some services send fractions
    /// @return null when there is no header, or none that can be read
    public static @Nullable Duration read(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        if (header.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return seconds(Double.parseDouble(header));
        }
        try {
            var at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, at);
        } catch (DateTimeParseException _) {
            return null;
        }
    }

    public static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
}
