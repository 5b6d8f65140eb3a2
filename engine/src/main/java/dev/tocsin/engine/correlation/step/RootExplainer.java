package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.correlation.rule.RootSuspicion;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/// Determines the suspected roots of ongoing outages anew when more is known.
record RootExplainer(Draft draft) {

    /// Ignores recoveries, which show nothing new about the root.
    void again(OpenIncident incident) {
        incident.standing()
                .filter(RootExplainer::gotWorse)
                .map(outage -> new IncidentOutage(incident.id(), outage.id()))
                .forEach(this::suspect);
        again(incident.standing()
                .flatMap(outage -> outage.news().changed().stream().filter(outage::hasBad))
                .toList());
    }

    /// Looks again at outages to which one of these bad cells does not belong, although cells of them need it.
    void again(Collection<Cell> bad) {
        draft.state()
                .standing()
                .filter(it -> bad.stream().anyMatch(cell -> !it.outage().has(cell) && isNeededIn(it.outage(), cell)))
                .map(it -> new IncidentOutage(it.incident().id(), it.outage().id()))
                .toList()
                .forEach(this::suspect);
    }

    private boolean isNeededIn(Outage outage, Cell cell) {
        return draft.state().graph().neededBy(cell).keySet().stream().anyMatch(outage::has);
    }

    private void suspect(IncidentOutage place) {
        var it = draft.state().at(place);
        var next = new RootSuspicion(draft.state()).suspectedIn(it.outage());
        draft.keep(it.incident().with(next));
        if (!Objects.equals(it.outage().root(), next.root())) {
            explain(place.incident(), next);
        }
    }

    void explain(String incident, Outage outage) {
        draft.explain(
                incident,
                outage.impacts().keySet(),
                Rule.ROOT_SUSPECTED,
                outage.root() == null
                        ? "no cell stands out"
                        : "%s needs no other bad cell, and most need it"
                                .formatted(outage.root().cell()),
                Map.of("cells", Integer.toString(outage.impacts().size())));
    }

    private static boolean gotWorse(Outage outage) {
        return !outage.news().left().isEmpty()
                || outage.news().changed().stream().anyMatch(outage::hasBad);
    }
}
