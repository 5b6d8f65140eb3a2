package dev.tocsin.engine.correlation.step;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.engine.correlation.Command.Open;
import dev.tocsin.engine.correlation.Refusal.Repeated;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Opens an incident that a person states. From then on it is like any other: cells that fail later join it by the same
/// rules. It ends by hand, or once each of its cells failed and recovered.
record HandOpener(Draft draft) {

    void open(Open wanted) {
        if (draft.state().incidents().containsKey(wanted.incident())) {
            draft.refuse(new Repeated("incident %s was opened already".formatted(wanted.incident())));
            return;
        }
        var stated = new StatedImpacts(draft.state());
        stated.refusal("cells", wanted.cells())
                .ifPresentOrElse(
                        draft::refuse,
                        () -> open(
                                wanted,
                                stated.outages(
                                        wanted.cells(),
                                        wanted.verdict(),
                                        wanted.at().truncatedTo(MILLIS))));
    }

    private void open(Open wanted, List<Outage> outages) {
        var id = wanted.incident();
        var impacts = new ImpactPublisher(draft);
        draft.keep(OpenIncident.of(id, wanted.at().truncatedTo(MILLIS)));
        var places = outages.stream()
                .map(outage -> new OutagePlacer(draft).place(outage, id))
                .toList();
        impacts.assess(id);
        draft.keep(draft.incident(id).stated(wanted.title(), wanted.severity()));
        draft.explain(id, wanted.cells(), Rule.ORDERED, "%s opened it by hand".formatted(wanted.by()), Map.of());
        publishOpened(wanted, onset(outages));
        places.forEach(impacts::started);
        draft.publish(draft.incident(id).post(wanted.by(), wanted.text(), wanted.nextUpdateBy(), wanted.at()));
        new RootExplainer(draft).again(wanted.cells());
        new SuspectRanking(draft).suspect(id);
        new IncidentLinker(draft).link(id);
    }

    private void publishOpened(Open wanted, Instant onset) {
        draft.publish(draft.incident(wanted.incident())
                .publish(wanted.at(), (head, time) -> new Opened(head, time, onset, List.of(), wanted.by())));
    }

    private static Instant onset(List<Outage> outages) {
        return outages.stream().map(Outage::onset).min(Instant::compareTo).orElseThrow();
    }
}
