package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.correlation.Correlation.OngoingOutage;
import dev.tocsin.engine.correlation.PendingChange;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Applies a status change to the outage that the cell belongs to, or to the cell's own wait.
public record StatusChangeStep(Draft draft) {

    public void apply(PendingChange change) {
        draft.keep(draft.state().withPending(draft.state().pending().minus(change)));
        var before = draft.cell(change.cell());
        if (change.number() <= before.number()) {
            return;
        }
        var after = before.after(change);
        draft.keep(after);
        if (after.place() == null) {
            explainWait(before, after);
        } else if (after.isWatched()) {
            touch(draft.state().at(after.place()), after, change);
        } else if (!isStated(after)) {
            new CatalogStep(draft).leave(List.of(after.cell()), "it is no longer watched");
        }
        if (after.isWaiting() && draft.state().graph().has(after.cell())) {
            new OutageOpener(draft).join(after);
        }
    }

    /// Whether a person stated its impact, which does not depend on checks.
    private boolean isStated(WatchedCell cell) {
        return cell.place() != null
                && draft.state().at(cell.place()).outage().statedCells().anyMatch(cell.cell()::equals);
    }

    private void touch(OngoingOutage place, WatchedCell cell, PendingChange change) {
        var outage = place.outage();
        var verdict = cell.verdict().orElseThrow();
        var impact = Objects.requireNonNull(outage.impacts().get(cell.cell()));
        var next = outage.turned(cell.cell(), verdict, change.onset(), cell.isUp(), change.time());
        draft.keep(place.incident().with(next));
        var told = Objects.requireNonNull(next.impacts().get(cell.cell())).now().verdict();
        var changed = told != impact.now().verdict();
        draft.explain(
                place.incident().id(),
                cell.cell(),
                changed ? Rule.IMPACT_CHANGED : Rule.IMPACT_KEPT,
                changed
                        ? "it is %s now".formatted(told)
                        : "it is %s%s, and its impact stays %s"
                                .formatted(verdict, change.unstable() ? " and unstable" : "", told));
    }

    private void explainWait(WatchedCell before, WatchedCell after) {
        var cell = after.cell();
        if (after.muted()) {
            draft.explain(
                    null,
                    cell,
                    Rule.MUTED,
                    "its incident was resolved by hand, and it has not been up since: nothing opens");
        } else if (after.isBad() && after.excusedUntil() != null) {
            draft.explain(
                    null,
                    List.of(cell),
                    Rule.EXCUSED,
                    "it is bad in its maintenance window: nothing opens before the window ends",
                    Map.of("until", after.excusedUntil().toString()));
        } else if (before.trouble().isEmpty() && after.trouble().isPresent()) {
            draft.explain(
                    null,
                    List.of(cell),
                    Rule.HOLD_BEGAN,
                    "it is %s and waits".formatted(after.verdict().orElseThrow()),
                    Map.of(
                            "since", after.trouble().get().since().toString(),
                            "hold", draft.state().graph().holds().openHold(cell).toString()));
        } else if (before.trouble().isPresent() && after.trouble().isEmpty()) {
            draft.explain(
                    null,
                    List.of(cell),
                    Rule.UP_BEFORE_HOLD,
                    "%s before its hold ended: nothing opens".formatted(after.isWatched() ? "up again" : "not watched"),
                    Map.of(
                            "bad since", before.trouble().get().since().toString(),
                            "hold", draft.state().graph().holds().openHold(cell).toString()));
        } else if (after.verdict().equals(Optional.of(Verdict.UNKNOWN))) {
            draft.explain(null, cell, Rule.UNKNOWN_DECIDES_NOTHING, "UNKNOWN does not open, join or end an outage");
        }
    }
}
