package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.ImpactChanged;
import dev.tocsin.contract.incident.IncidentEvent.OutageStarted;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.correlation.rule.ImpactAssessment;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.List;
import java.util.Map;

/// Publishes the impact of an outage: at its start, and then its changes, gathered to once a second.
public record ImpactPublisher(Draft draft) {

    void started(IncidentOutage place) {
        var outage = draft.state().at(place).outage();
        var cells = outage.unpublishedImpacts(IncidentEvent.MOST_CELLS);
        var next =
                draft.incident(place.incident()).with(outage.published(cells)).impactNamed(draft.now());
        draft.publish(next.publish(
                draft.now(),
                (head, time) -> new OutageStarted(
                        head,
                        time,
                        outage.id(),
                        outage.region(),
                        outage.onset(),
                        outage.root(),
                        cells,
                        outage.impacts().size(),
                        next.assessment().reach())));
        new RootExplainer(draft).explain(place.incident(), outage);
    }

    public void impact(String id) {
        new RootExplainer(draft).again(draft.incident(id));
        assess(id);
        draft.incident(id)
                .standing()
                .filter(outage -> !outage.isPublished())
                .findFirst()
                .ifPresent(outage -> changed(id, outage));
        new SuspectRanking(draft).suspect(id);
        new IncidentLinker(draft).link(id);
    }

    private void changed(String id, Outage outage) {
        var cells = outage.unpublishedImpacts(IncidentEvent.MOST_CELLS);
        var left = outage.news().left();
        var next = draft.incident(id).with(outage.published(cells)).impactNamed(draft.now());
        draft.publish(next.publish(
                draft.now(),
                (head, time) -> new ImpactChanged(
                        head,
                        time,
                        outage.id(),
                        outage.region(),
                        outage.root(),
                        cells,
                        left,
                        next.assessment().reach())));
    }

    /// Assesses the incident; if it outgrew its correction, the correction ends, and that is published.
    void assess(String id) {
        var assessment = new ImpactAssessment(draft.state().graph().catalog()).of(draft.incident(id));
        draft.keep(draft.incident(id).assessed(assessment));
        draft.incident(id).correctionOvertaken(draft.now()).ifPresent(step -> {
            draft.publish(step);
            draft.explain(id, List.of(), Rule.CORRECTION_ENDED, "it is worse than when it was corrected", Map.of());
        });
    }
}
