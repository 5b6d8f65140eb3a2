package dev.tocsin.incident.detection.clock;

import dev.tocsin.incident.live.LiveView;
import java.time.Duration;
import java.time.Instant;

/// Decides whether a tick makes detection publish how far its clocks have come.
///
/// Holds run on these clocks, so each tick does while a cell is bad, an incident is open, or something just changed.
/// Otherwise nobody waits for the clocks, and a few ticks are enough to show that detection works: the records stay in
/// `tocsin.cell-status` for a week.
public final class ClockNews {

    static final Duration QUIET = Duration.ofSeconds(8);
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private ClockNews() {}

    /// @param last the time of the last tick that made detection publish them
    public static boolean isDue(LiveView view, Instant last, Instant now) {
        return !now.isBefore(last.plus(QUIET))
                || view.listening().caughtUpAt() == null
                || !view.openIncidents().isEmpty()
                || view.statuses().values().stream()
                        .anyMatch(status -> status.verdict().isBad()
                                || status.time().plus(JUST_NOW).isAfter(now));
    }
}
