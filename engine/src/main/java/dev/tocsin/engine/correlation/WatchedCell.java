package dev.tocsin.engine.correlation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.CellCondition.Judged;
import dev.tocsin.engine.correlation.CellCondition.NotWatched;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A cell as the correlator knows it.
///
/// @param number the number of its latest change, so that a change that comes twice counts once
/// @param partition the partition whose clock is this cell's *now*
/// @param place the outage that it belongs to; it stays there for a while after it is up again
/// @param excusedUntil the end of its current maintenance window
/// @param muted whether its incident was resolved by hand while it was not up: it opens nothing until it was up once
public record WatchedCell(
        Cell cell,
        long number,
        int partition,
        CellCondition condition,
        @Nullable IncidentOutage place,
        @Nullable Instant excusedUntil,
        boolean muted) {

    /// An outage of an incident.
    public record IncidentOutage(String incident, String outage) {}

    static WatchedCell neverSeen(Cell cell) {
        return new WatchedCell(cell, 0, 0, new NotWatched(), null, null, false);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WatchedCell of(StoredCell stored) {
        return stored.watched();
    }

    @JsonValue
    StoredCell stored() {
        return StoredCell.of(this);
    }

    public boolean isWatched() {
        return !(condition instanceof NotWatched);
    }

    /// None while it is not watched.
    public Optional<Verdict> verdict() {
        return condition instanceof Judged judged ? Optional.of(judged.verdict()) : Optional.empty();
    }

    public boolean isBad() {
        return condition.isBad();
    }

    public boolean isUp() {
        return condition.isUp();
    }

    /// From the change that made it bad until it is up again or not watched any more.
    public Optional<OngoingTrouble> trouble() {
        return condition.ongoing();
    }

    /// Whether it is bad, and not because of planned work alone.
    public boolean countsAsBad() {
        return isBad() && (excusedUntil == null || place != null);
    }

    /// Whether it may open or join an outage.
    public boolean isWaiting() {
        return isBad() && place == null && excusedUntil == null && !muted;
    }

    public WatchedCell after(PendingChange change) {
        var next = condition.after(change);
        return new WatchedCell(
                cell,
                change.number(),
                change.partition(),
                next,
                place,
                excusedUntil,
                muted && !(next instanceof NotWatched) && !next.isUp());
    }

    public WatchedCell in(@Nullable IncidentOutage next) {
        return new WatchedCell(cell, number, partition, condition, next, excusedUntil, muted);
    }

    public WatchedCell excusedUntil(@Nullable Instant end) {
        return new WatchedCell(cell, number, partition, condition, place, end, muted);
    }

    public WatchedCell mutedUntilUp() {
        return new WatchedCell(cell, number, partition, condition, null, excusedUntil, isWatched() && !isUp());
    }
}
