package dev.tocsin.benchmarks.simulation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Something is wrong with a cell for a while: a share of all requests has this outcome.
///
/// @param until not included
/// @param outcome `fail` or `slow`
/// @param shareAtFirst of the requests, 0 to 1; it changes evenly to `shareAtLast`
/// @param timesOut whether a failing request takes its whole time-out, or is refused at once
/// @param seenFrom the vantage points that see it
public record CellTrouble(
        Cell cell,
        Instant from,
        Instant until,
        Outcome outcome,
        double shareAtFirst,
        double shareAtLast,
        boolean timesOut,
        List<String> seenFrom) {

    double share(Instant at) {
        if (at.isBefore(from) || !at.isBefore(until)) {
            return 0;
        }
        var done = (double) Duration.between(from, at).toMillis()
                / Duration.between(from, until).toMillis();
        return shareAtFirst + done * (shareAtLast - shareAtFirst);
    }
}
