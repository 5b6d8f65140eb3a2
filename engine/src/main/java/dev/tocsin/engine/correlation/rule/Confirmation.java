package dev.tocsin.engine.correlation.rule;

import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.KnownChange;
import dev.tocsin.engine.correlation.Windows;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import java.time.Instant;

/// Decides whether a change is the confirmed cause, and not only a likely one: it was applied before the onset, at or
/// upstream of the root, or at all cells from which an unwatched root was inferred; nothing was done on that path
/// during the outage but to revert it; and the first recovery came within ten minutes after the revert. All times are
/// those of the events.
record Confirmation(Correlation state) {

    private static final Duration SOON = Duration.ofMinutes(10);

    /// @param origin the origin of the outage
    boolean of(KnownChange change, Outage outage, Origin origin) {
        var recovery = outage.recovery().first();
        var reverted = change.revertedAt();
        return outage.root() != null
                && recovery != null
                && reverted != null
                && change.applied().time().isBefore(outage.onset())
                && origin.isCausedAt(change::touches)
                && !reverted.isBefore(outage.onset())
                && !reverted.isAfter(recovery)
                && !recovery.isAfter(reverted.plus(SOON))
                && isAllThatWasDone(change, origin, outage.onset(), recovery);
    }

    private boolean isAllThatWasDone(KnownChange change, Origin origin, Instant from, Instant to) {
        var otherChange = state.changes().all().stream()
                .filter(other ->
                        !other.applied().change().equals(change.applied().change()))
                .filter(other -> other.happenedWithin(from, to))
                .anyMatch(other -> origin.isTouched(other::touches));
        var plannedWork = state.windows().byId().values().stream()
                .filter(window -> !Windows.begins(window).isBefore(from)
                        && !Windows.begins(window).isAfter(to))
                .anyMatch(window -> origin.isTouched(window.cells()::contains));
        return !otherChange && !plannedWork;
    }
}
