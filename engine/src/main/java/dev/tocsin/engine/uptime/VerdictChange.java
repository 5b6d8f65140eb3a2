package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cell's verdict from a point in time until its next change. Uptime takes only this from `tocsin.status-history`.
///
/// @param number the number of the status change, from 1 for each cell
/// @param at the verdict's onset: when the outage began, not when it was noticed
/// @param verdict null from the end of a watch on
public record VerdictChange(
        Cell cell, long number, Instant at, @Nullable Verdict verdict) {

    public static Optional<VerdictChange> of(CellStatusEvent event) {
        return switch (event) {
            case StatusChanged changed ->
                Optional.of(new VerdictChange(changed.cell(), changed.number(), changed.onset(), changed.verdict()));
            case WatchEnded ended -> Optional.of(new VerdictChange(ended.cell(), ended.number(), ended.time(), null));
            case ClockAdvanced _ -> Optional.empty();
        };
    }
}
