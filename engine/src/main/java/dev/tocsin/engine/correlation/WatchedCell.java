package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A cell as the correlator knows it.
///
/// ```
///                bad                       not bad, yet not up
///   untroubled ──────▶ troubled (waiting) ◀──────────────────▶ troubled (nothing is known, or unstable)
///        ▲                   │                                          │
///        └───────────────────┴──────────────── up, or not watched ──────┘
/// ```
///
/// @param number the number of its latest change, so that a change that comes twice counts once
/// @param partition the partition whose clock is this cell's *now*
/// @param verdict null while it is not watched
/// @param unstable whether it changes too often to be called up
/// @param trouble set from the change that made it bad until it is up again
/// @param place the outage that it belongs to
/// @param excusedUntil the end of its current maintenance window
/// @param muted whether its incident was resolved by hand while it was not up: it opens nothing until it was up once
public record WatchedCell(
        Cell cell,
        long number,
        int partition,
        @Nullable Verdict verdict,
        boolean unstable,
        @Nullable OngoingTrouble trouble,
        @Nullable IncidentOutage place,
        @Nullable Instant excusedUntil,
        boolean muted) {

    /// @param onset the first event that made it bad
    /// @param since the clock at the change that made it bad; the hold starts here
    /// @param number the number of that change
    public record OngoingTrouble(Instant onset, Instant since, long number) {}

    /// An outage of an incident.
    public record IncidentOutage(String incident, String outage) {}

    static WatchedCell neverSeen(Cell cell) {
        return new WatchedCell(cell, 0, 0, null, false, null, null, null, false);
    }

    public boolean isWatched() {
        return verdict != null;
    }

    public boolean isBad() {
        return verdict != null && verdict.isBad();
    }

    public boolean isUp() {
        return verdict == Verdict.UP && !unstable;
    }

    /// Whether it is bad, and not because of planned work alone.
    public boolean countsAsBad() {
        return isBad() && (excusedUntil == null || place != null);
    }

    /// Whether it may open or join an outage.
    public boolean isWaiting() {
        return isBad() && trouble != null && place == null && excusedUntil == null && !muted;
    }

    public WatchedCell after(PendingChange change) {
        var next = new WatchedCell(
                cell,
                change.number(),
                change.partition(),
                change.verdict(),
                change.unstable(),
                trouble,
                place,
                excusedUntil,
                muted);
        return new WatchedCell(
                cell,
                next.number,
                next.partition,
                next.verdict,
                next.unstable,
                next.troubleAfter(change),
                place,
                excusedUntil,
                muted && next.isWatched() && !next.isUp());
    }

    private @Nullable OngoingTrouble troubleAfter(PendingChange change) {
        if (isUp() || !isWatched()) {
            return null;
        }
        return trouble == null && isBad()
                ? new OngoingTrouble(change.onset(), change.time(), change.number())
                : trouble;
    }

    public WatchedCell in(@Nullable IncidentOutage next) {
        return new WatchedCell(cell, number, partition, verdict, unstable, trouble, next, excusedUntil, muted);
    }

    public WatchedCell excusedUntil(@Nullable Instant end) {
        return new WatchedCell(cell, number, partition, verdict, unstable, trouble, place, end, muted);
    }

    public WatchedCell mutedUntilUp() {
        return new WatchedCell(
                cell, number, partition, verdict, unstable, trouble, null, excusedUntil, isWatched() && !isUp());
    }
}
