package dev.tocsin.engine.correlation.step;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.DependencyGraph;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Applies a new catalog version to ongoing outages: cells that left the catalog leave them, and changed components
/// are updated in them.
public record CatalogStep(Draft draft) {

    public void publish(CatalogVersionPublished version) {
        var state = draft.state();
        draft.keep(state.with(DependencyGraph.of(new Catalog(state.arriving().plus(version.key(), version)))));
        leave(gone(), "it is no longer in the catalog");
        draft.state().standing().forEach(it -> refresh(it.incident().id(), it.outage()));
    }

    private List<Cell> gone() {
        return draft.state()
                .standing()
                .flatMap(it -> it.outage().impacts().keySet().stream())
                .filter(cell -> !draft.state().graph().has(cell))
                .toList();
    }

    /// Removes these cells from their outages.
    void leave(Collection<Cell> cells, String why) {
        var byPlace = cells.stream()
                .map(draft::cell)
                .filter(cell -> cell.place() != null)
                .collect(groupingBy(cell -> Objects.requireNonNull(cell.place()).toString(), TreeMap::new, toList()));
        byPlace.values()
                .forEach(left -> leave(Objects.requireNonNull(left.getFirst().place()), left, why));
    }

    private void leave(IncidentOutage place, List<WatchedCell> cells, String why) {
        var names = cells.stream().map(WatchedCell::cell).toList();
        var it = draft.state().at(place);
        draft.keep(it.incident().with(it.outage().without(names)));
        cells.forEach(cell -> draft.keep(cell.in(null)));
        draft.explain(place.incident(), names, Rule.LEFT, why, Map.of());
    }

    /// Applies the catalog's current visibility and weight of each component to the outage.
    private void refresh(String incident, Outage outage) {
        var changed = outage.impacts().values().stream()
                .map(this::seen)
                .filter(impact -> !impact.equals(outage.impacts().get(impact.cell())))
                .toList();
        if (!changed.isEmpty()) {
            draft.keep(draft.incident(incident).with(outage.seen(changed)));
            draft.explain(
                    incident,
                    changed.stream().map(Impact::cell).toList(),
                    Rule.EDITED,
                    "its visibility or its weight changed in the catalog",
                    Map.of());
        }
    }

    private Impact seen(Impact impact) {
        var component = draft.state().graph().catalog().component(impact.cell().component());
        return impact.seen(
                component.map(ComponentDefined::isPublic).orElse(false),
                component.map(ComponentDefined::weight).orElse(Weight.NORMAL));
    }
}
