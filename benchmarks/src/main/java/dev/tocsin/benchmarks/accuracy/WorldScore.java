package dev.tocsin.benchmarks.accuracy;

import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Truth.ChangeRole;
import dev.tocsin.benchmarks.simulation.Truth.TruthKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scores of one world.
///
/// @param faults each true fault
/// @param falseIncidents incidents that touch no true fault, in words
/// @param randIndex the adjusted Rand index of incidents against true faults
/// @param verdictDelays for each cell that failed completely for three vantage points: the time from its true start to
///     its DOWN, in intervals of its check
/// @param partialVerdictDelays the same for cells where one of the three saw nothing, was in trouble, or lied
/// @param openingDelays for each incident: seconds from the end of its first hold to its opening
/// @param shortfalls deviations from the expected result, in words
public record WorldScore(
        long seed,
        Shape shape,
        List<FaultScore> faults,
        List<String> falseIncidents,
        double randIndex,
        List<Double> verdictDelays,
        List<Double> partialVerdictDelays,
        List<Double> openingDelays,
        List<ChangeScore> changes,
        List<String> shortfalls) {

    /// The default interval, for which the aims hold.
    static final long USUAL_MILLIS = 30_000;

    /// @param everyMillis the longest interval of its cells' checks
    /// @param toBeSeen how many outages of its cells had to be seen
    /// @param seen how many of them were
    /// @param openedAfterSeconds seconds from its true start to the opening of its incident; null if there was none
    /// @param regionsRight whether its incidents are about its regions and no others
    /// @param rootsRight for each outage of a cascade, whether its root came first
    public record FaultScore(
            String fault,
            TruthKind kind,
            long everyMillis,
            int toBeSeen,
            int seen,
            @Nullable Double openedAfterSeconds,
            boolean regionsRight,
            List<Boolean> rootsRight) {}

    /// @param first whether it is the first suspected change
    public record ChangeScore(String change, ChangeRole role, boolean first, boolean confirmed) {}

    public boolean hasOpened() {
        return !falseIncidents.isEmpty() || faults.stream().anyMatch(fault -> fault.openedAfterSeconds() != null);
    }
}
