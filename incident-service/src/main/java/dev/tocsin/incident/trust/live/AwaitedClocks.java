package dev.tocsin.incident.trust.live;

import java.time.Duration;
import java.time.Instant;

/// Decides whether somebody waits for detection's clocks.
///
/// Holds run on these clocks, so each tick is awaited while a cell is bad, an incident is open, or something just
/// changed. Otherwise nobody waits, and a few ticks are enough to show that detection works: the records stay in
/// `tocsin.cell-status` for a week.
public final class AwaitedClocks {

    private static final Duration JUST_NOW = Duration.ofMinutes(1);

    private AwaitedClocks() {}

    public static boolean areAwaited(LiveView view, Instant now) {
        return view.listening().caughtUpAt() == null
                || !view.openIncidents().isEmpty()
                || view.statuses().values().stream()
                        .anyMatch(status -> status.verdict().isBad()
                                || status.time().plus(JUST_NOW).isAfter(now));
    }
}
