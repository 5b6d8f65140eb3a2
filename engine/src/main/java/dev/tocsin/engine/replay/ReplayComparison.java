package dev.tocsin.engine.replay;

import dev.tocsin.engine.replay.ReplayResult.ReplayedIncident;
import dev.tocsin.engine.replay.ReplayResult.ReplayedOutage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// The comparison of two replays of one recording.
///
/// @param both incidents that opened in both replays
/// @param onlyOne incidents that opened with the first settings alone
/// @param onlyOther incidents that opened with the second settings alone
public record ReplayComparison(
        List<ReplayedPair> both, List<ReplayedIncident> onlyOne, List<ReplayedIncident> onlyOther) {

    /// The same trouble, as each replay found it.
    public record ReplayedPair(ReplayedIncident one, ReplayedIncident other) {}

    /// Two incidents are the same trouble when both have the same cell at the same time.
    public static ReplayComparison of(ReplayResult one, ReplayResult other) {
        var left = new ArrayList<>(other.incidents());
        var both = new ArrayList<ReplayedPair>();
        var onlyOne = new ArrayList<ReplayedIncident>();
        for (var incident : one.incidents()) {
            left.stream()
                    .filter(candidate -> isSame(incident, candidate))
                    .findFirst()
                    .ifPresentOrElse(
                            same -> {
                                both.add(new ReplayedPair(incident, same));
                                left.remove(same);
                            },
                            () -> onlyOne.add(incident));
        }
        return new ReplayComparison(List.copyOf(both), List.copyOf(onlyOne), List.copyOf(left));
    }

    private static boolean isSame(ReplayedIncident one, ReplayedIncident other) {
        return one.outages().stream()
                .anyMatch(outage -> other.outages().stream().anyMatch(candidate -> overlap(outage, candidate)));
    }

    private static boolean overlap(ReplayedOutage one, ReplayedOutage other) {
        return one.onset().isBefore(end(other))
                && other.onset().isBefore(end(one))
                && !Collections.disjoint(Set.copyOf(one.cells()), other.cells());
    }

    private static Instant end(ReplayedOutage outage) {
        return outage.endedAt() == null ? Instant.MAX : outage.endedAt();
    }
}
