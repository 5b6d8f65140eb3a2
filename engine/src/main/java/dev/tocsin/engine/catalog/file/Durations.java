package dev.tocsin.engine.catalog.file;

import java.time.Duration;

/// Durations as they are written in the file.
final class Durations {

    private Durations() {}

    /// Like `800ms`, `30s`, `1m`, `2h`.
    static String format(Duration duration) {
        if (duration.toMillisPart() > 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSecondsPart() > 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutesPart() > 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
    }
}
