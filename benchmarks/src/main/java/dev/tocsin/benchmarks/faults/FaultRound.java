package dev.tocsin.benchmarks.faults;

import java.util.List;
import java.util.Set;

/// The result of one seed.
///
/// @param copies that reached the receivers, including those that the receivers refused
/// @param givenUp the ids of notices that the notifier recorded as given up
/// @param covered the ids of notices for which the notifier sent another
public record FaultRound(
        long seed, int copies, List<PartRestart> restarts, Set<String> givenUp, Set<String> covered, Audit audit) {

    public FaultRound {
        restarts = List.copyOf(restarts);
        givenUp = Set.copyOf(givenUp);
        covered = Set.copyOf(covered);
    }

    public boolean isRight() {
        return givenUpWithoutReason() == 0
                && refusedAndNotEnded() == 0
                && audit.missing().isEmpty()
                && audit.unaffected().isEmpty()
                && audit.disordered().isEmpty()
                && audit.unexplained().isEmpty();
    }

    /// The number of notices that were given up, though no receiver refused them for good.
    public int givenUpWithoutReason() {
        return (int) givenUp.stream()
                .filter(id -> !audit.refusedForGood().contains(id))
                .count();
    }

    /// The number of notices that a receiver refused for good, and that were neither given up nor covered by another.
    /// One whose answer a kill cut off may be covered before it is sent again.
    public int refusedAndNotEnded() {
        return (int) audit.refusedForGood().stream()
                .filter(id -> !givenUp.contains(id) && !covered.contains(id))
                .count();
    }

    public String line() {
        return ("seed %d: %d killed, %,d affected, %,d copies; missing %d, unaffected %d, out of order %d,"
                        + " doubles %d (unexplained %d), refused for good %d, given up %d")
                .formatted(
                        seed,
                        restarts.size(),
                        audit.affected(),
                        copies,
                        audit.missing().size(),
                        audit.unaffected().size(),
                        audit.disordered().size(),
                        audit.doubles(),
                        audit.unexplained().size(),
                        audit.refusedForGood().size(),
                        givenUp.size());
    }
}
