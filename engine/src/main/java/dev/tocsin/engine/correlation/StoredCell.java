package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.CellCondition.Judged;
import dev.tocsin.engine.correlation.CellCondition.NotWatched;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import dev.tocsin.engine.correlation.CellCondition.Troubled;
import dev.tocsin.engine.correlation.CellCondition.Untroubled;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A cell as a document for databases. It has one form for all conditions; [#watched()] derives the condition.
///
/// @param verdict null while it is not watched
/// @param trouble null unless it is troubled
record StoredCell(
        Cell cell,
        long number,
        int partition,
        @Nullable Verdict verdict,
        boolean unstable,
        @Nullable OngoingTrouble trouble,
        @Nullable IncidentOutage place,
        @Nullable Instant excusedUntil,
        boolean muted) {

    static StoredCell of(WatchedCell cell) {
        var judged = cell.condition() instanceof Judged known ? known : null;
        return new StoredCell(
                cell.cell(),
                cell.number(),
                cell.partition(),
                judged == null ? null : judged.verdict(),
                judged != null && judged.unstable(),
                cell.trouble().orElse(null),
                cell.place(),
                cell.excusedUntil(),
                cell.muted());
    }

    WatchedCell watched() {
        return new WatchedCell(cell, number, partition, condition(), place, excusedUntil, muted);
    }

    private CellCondition condition() {
        if (verdict == null) {
            return new NotWatched();
        }
        return trouble == null ? new Untroubled(verdict, unstable) : new Troubled(verdict, unstable, trouble);
    }
}
