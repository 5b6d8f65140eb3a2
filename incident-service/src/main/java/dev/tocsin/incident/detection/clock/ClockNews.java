package dev.tocsin.incident.detection.clock;

import dev.tocsin.incident.live.LiveView;
import java.time.Duration;
import java.time.Instant;

/// Whether a tick has detection tell how far its clocks have come.
///
/// Holds run on these clocks, so each tick counts while a cell is bad, an incident stands, or something just changed.
/// Else nobody waits for them, and a few are enough to show that detection lives: they stay in `tocsin.cell-status` for
/// a week.
public final class ClockNews {

    static final Duration QUIET = Duration.ofSeconds(8);
    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private ClockNews() {}

    /// @param last when it was told last
    public static boolean isDue(LiveView view, Instant last, Instant now) {
        return !now.isBefore(last.plus(QUIET))
                || view.listening().caughtUpAt() == null
                || !view.openIncidents().isEmpty()
                || view.statuses().values().stream()
                        .anyMatch(status -> status.verdict().isBad()
                                || status.time().plus(JUST_NOW).isAfter(now));
    }
}
