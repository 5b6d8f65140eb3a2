package dev.tocsin.standalone.part;

import java.time.Duration;
import java.util.List;

/// The wait before a part that died is started again: longer each time, until the part has run for a while.
///
/// @param deaths in a row so far
record BackOff(int deaths) {

    static final BackOff NONE = new BackOff(0);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    /// A run of this length resets the count of earlier deaths.
    private static final Duration FORGIVEN = Duration.ofMinutes(1);

    BackOff afterRunOf(Duration ran) {
        return new BackOff(ran.compareTo(FORGIVEN) < 0 ? deaths + 1 : 1);
    }

    Duration pause() {
        return PAUSES.get(Math.clamp(deaths, 1, PAUSES.size()) - 1);
    }
}
