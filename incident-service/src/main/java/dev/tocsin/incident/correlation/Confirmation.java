package dev.tocsin.incident.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.incident.lifecycle.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/// Whether a change was the cause, and not only likely to be: it was applied before the onset, at or upstream of the
/// root; taking it back was all that was done on that path while the outage stood; and the first recovery came within
/// ten minutes after that. All by the events' own times.
record Confirmation(Correlation state) {

    private static final Duration SOON = Duration.ofMinutes(10);

    boolean of(KnownChange change, Outage outage) {
        var root = outage.rootCell();
        var recovery = outage.recovery().first();
        var reverted = change.revertedAt();
        return root != null
                && recovery != null
                && reverted != null
                && change.applied().time().isBefore(outage.onset())
                && isOnPath(change, root)
                && !reverted.isBefore(outage.onset())
                && !reverted.isAfter(recovery)
                && !recovery.isAfter(reverted.plus(SOON))
                && isAllThatWasDone(change, root, outage.onset(), recovery);
    }

    private boolean isAllThatWasDone(KnownChange change, Cell root, Instant from, Instant to) {
        var otherChange = state.changes().all().stream()
                .filter(other ->
                        !other.applied().change().equals(change.applied().change()))
                .filter(other -> other.happenedWithin(from, to))
                .anyMatch(other -> isOnPath(other, root));
        var plannedWork = state.windows().byId().values().stream()
                .filter(window -> !Windows.begins(window).isBefore(from)
                        && !Windows.begins(window).isAfter(to))
                .anyMatch(window -> path(root).anyMatch(window.cells()::contains));
        return !otherChange && !plannedWork;
    }

    private boolean isOnPath(KnownChange change, Cell root) {
        return path(root).anyMatch(change::touches);
    }

    /// The root and all that it needs.
    private Stream<Cell> path(Cell root) {
        return Stream.concat(Stream.of(root), state.landscape().needs(root).keySet().stream());
    }
}
