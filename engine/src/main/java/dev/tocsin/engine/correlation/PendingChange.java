package dev.tocsin.engine.correlation;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A status change as correlation needs it; it waits until all clocks have reached its time.
///
/// @param time by the clock of its partition
/// @param verdict null when the cell is not watched any more
/// @param onset the first event that led to the change
public record PendingChange(
        Instant time,
        Cell cell,
        long number,
        int partition,
        @Nullable Verdict verdict,
        boolean unstable,
        Instant onset) implements Comparable<PendingChange> {

    private static final Comparator<PendingChange> BY_TIME =
            comparing(PendingChange::time).thenComparing(PendingChange::cell).thenComparingLong(PendingChange::number);

    static PendingChange of(StatusChanged change) {
        return new PendingChange(
                change.time(),
                change.cell(),
                change.number(),
                change.partition(),
                change.verdict(),
                change.marks().contains(Mark.UNSTABLE),
                change.onset());
    }

    static PendingChange of(WatchEnded ended) {
        return new PendingChange(
                ended.time(), ended.cell(), ended.number(), ended.partition(), null, false, ended.time());
    }

    /// The id of the event that brought it.
    public String id() {
        return cell + "/" + number;
    }

    @Override
    public int compareTo(PendingChange other) {
        return BY_TIME.compare(this, other);
    }
}
