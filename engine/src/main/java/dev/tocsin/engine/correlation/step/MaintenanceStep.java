package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.correlation.Windows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Applies windows of planned work: a cell in its window is measured, but opens nothing until the window ends.
public record MaintenanceStep(Draft draft) {

    public void apply(WindowUpdated window) {
        var known = draft.state().windows();
        var before = known.byId().get(window.window());
        draft.keep(draft.state().with(known.with(window)));
        if (before != null) {
            review(before.cells());
        }
        review(window.cells());
    }

    /// A window begins or ends now.
    public void turn() {
        draft.state().windows().byId().values().stream()
                .filter(window -> Windows.begins(window).equals(draft.now())
                        || Windows.ends(window).equals(draft.now()))
                .forEach(window -> review(window.cells()));
    }

    private void review(Collection<Cell> cells) {
        for (var name : cells) {
            var cell = draft.cell(name);
            var excuse = draft.state().windows().excuse(name, draft.now());
            if (!Objects.equals(excuse, cell.excusedUntil())) {
                draft.keep(cell.excusedUntil(excuse));
                explain(draft.cell(name));
            }
        }
    }

    private void explain(WatchedCell cell) {
        var until = cell.excusedUntil();
        if (!cell.isBad() || cell.place() != null) {
            return;
        }
        if (until != null) {
            draft.explain(
                    null,
                    List.of(cell.cell()),
                    Rule.EXCUSED,
                    "it is bad, and its maintenance window begins: nothing opens before the window ends",
                    Map.of("until", until.toString()));
        } else {
            draft.explain(null, cell.cell(), Rule.EXCUSE_ENDED, "it is still bad at the end of its maintenance window");
        }
    }
}
