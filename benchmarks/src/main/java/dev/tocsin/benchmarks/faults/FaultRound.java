package dev.tocsin.benchmarks.faults;

import java.util.List;

/// The result of one seed.
///
/// @param copies that reached the receivers, with those that they refused
/// @param cameToRest whether in the end nothing was left to send
/// @param givenUp notices that the notifier says it gave up
/// @param strange what came and can be no notice
public record FaultRound(
        long seed,
        int copies,
        List<PartRestart> restarts,
        boolean cameToRest,
        int givenUp,
        List<String> strange,
        Audit audit) {

    public FaultRound {
        restarts = List.copyOf(restarts);
        strange = List.copyOf(strange);
    }

    public boolean isRight() {
        return cameToRest
                && strange.isEmpty()
                && givenUpWithoutReason() == 0
                && audit.missing().isEmpty()
                && audit.unaffected().isEmpty()
                && audit.disordered().isEmpty()
                && audit.unexplained().isEmpty();
    }

    /// How many more or fewer notices were given up than were refused for good.
    public int givenUpWithoutReason() {
        return Math.abs(givenUp - audit.refusedForGood());
    }

    public String line() {
        return ("seed %d: %d killed, %,d affected, %,d copies; missing %d, unaffected %d, out of order %d,"
                        + " doubles %d (unexplained %d), refused for good %d, given up %d, strange %d%s")
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
                        givenUp,
                        strange.size(),
                        cameToRest ? "" : "; it did not come to rest");
    }
}
