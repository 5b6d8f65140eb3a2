package dev.tocsin.engine.correlation.step;

import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Ends an outage, and ends its incident with the last outage.
public record OutageCloser(Draft draft) {

    public void end(IncidentOutage place) {
        var outage = draft.state().at(place).outage();
        var lastUp = Objects.requireNonNullElse(outage.recovery().last(), draft.now());
        // The first recovery may confirm a suspect, and may not have been published yet.
        new SuspectRanking(draft).suspect(place.incident());
        release(outage);
        draft.publish(draft.incident(place.incident()).end(outage, lastUp, draft.now()));
        draft.explain(
                place.incident(),
                outage.impacts().keySet(),
                Rule.OUTAGE_ENDED,
                outage.impacts().isEmpty()
                        ? "no cell is left in it"
                        : "all its cells were up for the end hold, each on its own clock",
                Map.of(
                        "lastUp", lastUp.toString(),
                        "hold",
                                draft.state()
                                        .graph()
                                        .holds()
                                        .endHold(outage.episode())
                                        .toString()));
        resolveIfOver(place.incident());
    }

    private void resolveIfOver(String incident) {
        if (draft.incident(incident).standing().findAny().isEmpty()) {
            draft.publish(draft.incident(incident).resolve(null, null, draft.now()));
            draft.explain(incident, List.of(), Rule.RESOLVED, "all its outages ended", Map.of());
        }
    }

    private void release(Outage outage) {
        outage.impacts().keySet().forEach(cell -> draft.keep(draft.cell(cell).in(null)));
    }
}
