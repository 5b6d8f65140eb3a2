package dev.tocsin.incident.trust.pageparts;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// The trouble that goes on, as far as the overview does not count it yet: figures are counted at intervals, and no
/// page may show 100 % for a component that is down.
///
/// @param missing the durations to add to those of a cell; negative where time was counted as up
public record RunningTrouble(Map<Cell, StatusDurations> missing) {

    public static final RunningTrouble NONE = new RunningTrouble(Map.of());

    public RunningTrouble {
        missing = Map.copyOf(missing);
    }

    public static RunningTrouble of(LiveView view, Overview uptime) {
        var asOf = view.asOf().orElse(Instant.EPOCH);
        if (!uptime.isCounted()) {
            return NONE;
        }
        var missing = new HashMap<Cell, StatusDurations>();
        var inMaintenance = view.cells().inMaintenance();
        view.statuses().forEach((cell, status) -> {
            var last = uptime.lastDays(cell);
            if (status.verdict().isBad() && last != null && !inMaintenance.contains(cell)) {
                missing.put(
                        cell,
                        status.number() <= last.lastChange()
                                ? trouble(status.verdict(), millis(uptime.asOf(), asOf))
                                : unknownYet(status, uptime.asOf(), asOf, last.counted()));
            }
        });
        return new RunningTrouble(missing);
    }

    public StatusDurations of(Cell cell) {
        return missing.getOrDefault(cell, StatusDurations.NONE);
    }

    /// The time since the onset, some of which was counted as up.
    private static StatusDurations unknownYet(
            StatusChanged status, Instant counted, Instant asOf, StatusDurations before) {
        var wrong = Math.min(millis(status.onset(), counted), before.up());
        return trouble(status.verdict(), Math.max(1, millis(status.onset(), asOf)))
                .plus(new StatusDurations(-wrong, 0, 0, 0, 0));
    }

    private static StatusDurations trouble(Verdict verdict, long millis) {
        return verdict == Verdict.DOWN
                ? new StatusDurations(0, 0, millis, 0, 0)
                : new StatusDurations(0, millis, 0, 0, 0);
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
