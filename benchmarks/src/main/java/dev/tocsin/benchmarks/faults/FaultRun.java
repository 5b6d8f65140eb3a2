package dev.tocsin.benchmarks.faults;

import java.util.List;
import java.util.function.ToIntFunction;

/// The result of all seeds, whose rounds went on while notices of those before were still on their way.
///
/// @param cameToRest whether in the end nothing was left to send
/// @param strange what came and can be no notice
public record FaultRun(List<FaultRound> rounds, boolean cameToRest, List<String> strange) {

    public FaultRun {
        rounds = List.copyOf(rounds);
        strange = List.copyOf(strange);
    }

    public int total(ToIntFunction<FaultRound> count) {
        return rounds.stream().mapToInt(count).sum();
    }
}
