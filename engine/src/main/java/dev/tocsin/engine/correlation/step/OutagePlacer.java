package dev.tocsin.engine.correlation.step;

import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.correlation.rule.RootSuspicion;
import dev.tocsin.engine.lifecycle.Outage;

/// Puts an outage with all its cells into an incident. Its start has to be published afterwards.
record OutagePlacer(Draft draft) {

    IncidentOutage place(Outage outage, String incident) {
        var place = new IncidentOutage(incident, draft.incident(incident).nextOutageIn(outage.region()));
        draft.keep(draft.incident(incident).withNew(new RootSuspicion(draft.state()).suspectedIn(outage)));
        outage.impacts().keySet().forEach(cell -> draft.keep(draft.cell(cell).in(place)));
        return place;
    }
}
