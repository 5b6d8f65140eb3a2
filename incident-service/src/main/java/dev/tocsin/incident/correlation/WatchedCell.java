package dev.tocsin.incident.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the correlator knows of a cell.
///
/// ```
///                bad                       not bad, yet not up
///   untroubled ──────▶ troubled (waiting) ◀──────────────────▶ troubled (nothing is known, or unstable)
///        ▲                   │                                          │
///        └───────────────────┴──────────────── up, or not watched ──────┘
/// ```
///
/// @param number of its latest change, so that a change that comes twice counts once
/// @param partition whose clock is this cell's *now*
/// @param verdict null while it is not watched
/// @param unstable it changes too often to be called up
/// @param since when it came up, or was first seen not up
/// @param trouble from the change that made it bad until it is up again
public record WatchedCell(
        Cell cell,
        long number,
        int partition,
        @Nullable Verdict verdict,
        boolean unstable,
        Instant since,
        @Nullable Trouble trouble) {

    /// @param onset the first event of what made it bad
    /// @param since the clock at the change that made it bad: the hold is counted from here
    public record Trouble(Instant onset, Instant since) {}

    static WatchedCell neverSeen(Cell cell) {
        return new WatchedCell(cell, 0, 0, null, false, Instant.EPOCH, null);
    }

    boolean isWatched() {
        return verdict != null;
    }

    boolean isBad() {
        return verdict != null && verdict.isBad();
    }

    boolean isUp() {
        return verdict == Verdict.UP && !unstable;
    }

    WatchedCell after(StatusChanged change) {
        var next = new WatchedCell(
                cell,
                change.number(),
                change.partition(),
                change.verdict(),
                change.marks().contains(Mark.UNSTABLE),
                since,
                trouble);
        return next.with(next.isUp() == isUp() ? since : change.time(), next.troubleAfter(change));
    }

    WatchedCell after(WatchEnded ended) {
        return new WatchedCell(cell, ended.number(), ended.partition(), null, false, ended.time(), null);
    }

    private @Nullable Trouble troubleAfter(StatusChanged change) {
        if (isUp()) {
            return null;
        }
        return trouble == null && isBad() ? new Trouble(change.onset(), change.time()) : trouble;
    }

    private WatchedCell with(Instant newSince, @Nullable Trouble newTrouble) {
        return new WatchedCell(cell, number, partition, verdict, unstable, newSince, newTrouble);
    }
}
