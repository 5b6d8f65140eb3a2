package dev.tocsin.engine.correlation.step;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.Command.Reopen;
import dev.tocsin.engine.correlation.Refusal.Impossible;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.rule.ImpactAssessment;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.MergedIncident;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import dev.tocsin.engine.lifecycle.ResolvedIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Reopens an incident that a person says is not over: its next episode begins with the cells of the last one, as the
/// checks find them now, or as the person states them.
record HandReopener(Draft draft) {

    void reopen(Incident incident, Reopen wanted) {
        switch (incident) {
            case OpenIncident _ -> refuse(incident, "is open");
            case MergedIncident merged ->
                refuse(merged, "was merged into %s, which continues it".formatted(merged.into()));
            case ResolvedIncident resolved -> reopen(resolved, wanted);
        }
    }

    private void reopen(ResolvedIncident incident, Reopen wanted) {
        var within = draft.state().graph().holds().reopenWithin();
        var outages = outages(incident, wanted.at().truncatedTo(MILLIS));
        if (wanted.at().isAfter(incident.resolvedAt().plus(within))) {
            refuse(incident, "ended more than %s ago; open a new one instead".formatted(text(within)));
        } else if (outages.isEmpty()) {
            refuse(incident, "has no cell left that belongs to no other open incident; open a new one instead");
        } else {
            begin(incident, outages, wanted);
        }
    }

    private void begin(ResolvedIncident incident, List<Outage> outages, Reopen wanted) {
        var id = incident.id();
        var impacts = new ImpactPublisher(draft);
        draft.keep(incident.nextEpisodeByHand());
        var places = outages.stream()
                .map(outage -> new OutagePlacer(draft).place(outage, id))
                .toList();
        var cells = cells(outages);
        var assessment = new ImpactAssessment(draft.state().graph().catalog()).of(draft.incident(id));
        draft.keep(draft.incident(id).assessed(assessment));
        draft.explain(id, cells, Rule.ORDERED, "%s reopened it: %s".formatted(wanted.by(), wanted.reason()), Map.of());
        draft.publish(draft.incident(id).reopen(wanted.by(), wanted.reason(), onset(outages), wanted.at()));
        impacts.assess(id);
        places.forEach(impacts::started);
        new RootExplainer(draft).again(cells);
        new SuspectRanking(draft).suspect(id);
        new IncidentLinker(draft).link(id);
    }

    /// Without cells that have left the catalog or belong to another open incident by now.
    private List<Outage> outages(ResolvedIncident incident, Instant at) {
        var stated = new StatedImpacts(draft.state());
        return StatedImpacts.outages(incident.ofThisEpisode().stream()
                .flatMap(outage -> outage.impacts().values().stream())
                .filter(impact -> stated.mayJoin(impact.cell()))
                .map(impact -> stated.impact(impact.cell(), impact.worst(), at)));
    }

    private void refuse(Incident incident, String why) {
        draft.refuse(new Impossible("incident %s %s".formatted(incident.id(), why)));
    }

    private static List<Cell> cells(List<Outage> outages) {
        return outages.stream()
                .flatMap(outage -> outage.impacts().keySet().stream())
                .toList();
    }

    private static Instant onset(List<Outage> outages) {
        return outages.stream().map(Outage::onset).min(Instant::compareTo).orElseThrow();
    }

    private static String text(Duration within) {
        return within.toMinutes() > 1 ? within.toMinutes() + " minutes" : within.toSeconds() + " seconds";
    }
}
