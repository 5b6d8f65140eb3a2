package dev.tocsin.benchmarks.faults;

import java.util.List;
import java.util.function.ToIntFunction;

/// The result of all seeds. A round begins while notices of earlier rounds are still on their way.
///
/// @param cameToRest whether nothing was left to send in the end
/// @param endedWaits the number of waits between attempts that the benchmark ended
/// @param strange received messages that cannot be notices
public record FaultRun(List<FaultRound> rounds, boolean cameToRest, int endedWaits, List<String> strange) {

    public FaultRun {
        rounds = List.copyOf(rounds);
        strange = List.copyOf(strange);
    }

    public int total(ToIntFunction<FaultRound> count) {
        return rounds.stream().mapToInt(count).sum();
    }
}
