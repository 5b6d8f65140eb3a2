package dev.tocsin.benchmarks.faults;

import java.util.List;

/// The result of one seed.
///
/// @param copies that reached the receivers, including those that the receivers refused
/// @param givenUp notices that the notifier recorded as given up
public record FaultRound(long seed, int copies, List<PartRestart> restarts, int givenUp, Audit audit) {

    public FaultRound {
        restarts = List.copyOf(restarts);
    }

    public boolean isRight() {
        return givenUpWithoutReason() == 0
                && audit.missing().isEmpty()
                && audit.unaffected().isEmpty()
                && audit.disordered().isEmpty()
                && audit.unexplained().isEmpty();
    }

    /// The difference between the notices given up and the notices refused for good.
    public int givenUpWithoutReason() {
        return Math.abs(givenUp - audit.refusedForGood());
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
                        audit.refusedForGood(),
                        givenUp);
    }
}
