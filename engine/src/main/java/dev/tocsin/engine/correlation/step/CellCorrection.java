package dev.tocsin.engine.correlation.step;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.correlation.Command.CorrectCells;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.correlation.Refusal.Wrong;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.correlation.rule.ImpactAssessment;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Adds cells to an incident, and takes cells away from it, as a person says.
record CellCorrection(Draft draft) {

    void correct(OpenIncident incident, CorrectCells wanted) {
        refusal(incident, wanted).ifPresentOrElse(draft::refuse, () -> apply(incident.id(), wanted));
    }

    private Optional<Refusal> refusal(OpenIncident incident, CorrectCells wanted) {
        if (wanted.added().isEmpty() && wanted.removed().isEmpty()) {
            return Optional.of(new Wrong("add", "must name at least one cell, or remove must"));
        }
        var all =
                incident.standing().mapToInt(outage -> outage.impacts().size()).sum();
        var stranger = wanted.removed().stream()
                .filter(cell -> incident.standingOutageOf(cell).isEmpty())
                .findFirst();
        if (stranger.isPresent()) {
            return Optional.of(
                    new Wrong("remove", "names %s, which is in none of its ongoing outages".formatted(stranger.get())));
        }
        if (wanted.removed().size() == all && wanted.added().isEmpty()) {
            return Optional.of(new Wrong("remove", "must leave at least one cell; resolve the incident instead"));
        }
        return wanted.added().isEmpty()
                ? Optional.empty()
                : new StatedImpacts(draft.state()).refusal("add", wanted.added());
    }

    private void apply(String id, CorrectCells wanted) {
        wanted.removed().forEach(cell -> takeAway(cell, id));
        var places = new StatedImpacts(draft.state())
                .outages(wanted.added(), wanted.verdict(), wanted.at().truncatedTo(MILLIS)).stream()
                        .flatMap(outage -> add(outage, id).stream())
                        .toList();
        var assessment = new ImpactAssessment(draft.state().graph().catalog()).of(draft.incident(id));
        draft.keep(draft.incident(id).assessedAnew(assessment));
        draft.publish(draft.incident(id)
                .correctCells(wanted.added(), wanted.removed(), wanted.by(), wanted.reason(), wanted.at()));
        new ImpactPublisher(draft).assess(id);
        places.forEach(new ImpactPublisher(draft)::started);
        explain(id, wanted);
        new RootExplainer(draft).again(draft.incident(id));
        new SuspectRanking(draft).suspect(id);
        new IncidentLinker(draft).link(id);
    }

    private void takeAway(Cell cell, String id) {
        draft.incident(id).standingOutageOf(cell).ifPresent(outage -> {
            draft.keep(draft.incident(id).with(outage.without(List.of(cell))));
            draft.keep(draft.cell(cell).mutedUntilUp());
        });
    }

    /// Adds the impacts to the region's ongoing outage, whose change is published later; without one, a new outage
    /// begins.
    ///
    /// @return where the new outage is
    private Optional<IncidentOutage> add(Outage stated, String id) {
        var ongoing = draft.incident(id)
                .standing()
                .filter(outage -> outage.region().equals(stated.region()))
                .findFirst();
        if (ongoing.isEmpty()) {
            return Optional.of(new OutagePlacer(draft).place(stated, id));
        }
        var place = new IncidentOutage(id, ongoing.get().id());
        draft.keep(draft.incident(id).with(ongoing.get().with(stated.impacts().values())));
        stated.impacts().keySet().forEach(cell -> draft.keep(draft.cell(cell).in(place)));
        return Optional.empty();
    }

    private void explain(String id, CorrectCells wanted) {
        var cells = new ArrayList<Cell>();
        Stream.of(wanted.added(), wanted.removed()).forEach(cells::addAll);
        draft.explain(
                id,
                cells,
                Rule.ORDERED,
                "%s corrected its cells: %s".formatted(wanted.by(), wanted.reason()),
                Map.of(
                        "added", Integer.toString(wanted.added().size()),
                        "taken away", Integer.toString(wanted.removed().size())));
    }
}
