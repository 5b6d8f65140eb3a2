package dev.tocsin.engine.correlation.step;

import dev.tocsin.engine.correlation.Command.Merge;
import dev.tocsin.engine.correlation.Refusal.Wrong;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.rule.ImpactAssessment;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.PublicSnapshots;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.util.List;
import java.util.Map;

/// Continues an open incident in another one, which takes over its ongoing outages. One closing event of the absorbed
/// incident says so.
record IncidentMerger(Draft draft) {

    /// Refused where customers read the absorbed incident and could not read the other one: its page would lead them to
    /// a page that does not exist.
    void merge(OpenIncident absorbed, OpenIncident into, Merge wanted) {
        if (PublicSnapshots.isPublic(absorbed) && !PublicSnapshots.isPublic(joined(absorbed, into))) {
            draft.refuse(new Wrong(
                    "into",
                    "must be one that customers can read, as they can read %s; %s stays internal"
                            .formatted(absorbed.id(), into.id())));
            return;
        }
        var standing = absorbed.standing().toList();
        draft.publish(absorbed.mergeInto(into.id(), wanted.by(), wanted.at()));
        draft.keep(draft.incident(into.id()).linkedTo(absorbed.id()));
        standing.forEach(outage -> settle(outage, into.id()));
        explain(absorbed.id(), wanted, "merged it into " + into.id());
        explain(into.id(), wanted, "merged %s into it".formatted(absorbed.id()));
        new SuspectRanking(draft).suspect(into.id());
    }

    /// The other incident as it would be with the outages of this one; nothing is published.
    private Incident joined(OpenIncident absorbed, OpenIncident into) {
        var joined = into;
        for (var outage : absorbed.standing().toList()) {
            joined = joined.withNew(outage);
        }
        var assessed =
                joined.assessed(new ImpactAssessment(draft.state().graph().catalog()).of(joined));
        return assessed.correctionOvertaken(draft.now())
                .map(StoryStep::incident)
                .orElse(assessed);
    }

    /// Moves an outage of another incident into this one, and publishes its start here.
    private void settle(Outage outage, String incident) {
        var place = new OutagePlacer(draft).place(outage.only(outage.impacts().keySet()), incident);
        new ImpactPublisher(draft).assess(incident);
        new ImpactPublisher(draft).started(place);
    }

    private void explain(String incident, Merge wanted, String what) {
        draft.explain(incident, List.of(), Rule.ORDERED, "%s %s".formatted(wanted.by(), what), Map.of());
    }
}
