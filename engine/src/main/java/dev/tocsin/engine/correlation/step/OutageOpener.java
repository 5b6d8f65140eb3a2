package dev.tocsin.engine.correlation.step;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.engine.correlation.CellCondition.OngoingTrouble;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.correlation.rule.JoinRule;
import dev.tocsin.engine.correlation.rule.Relations;
import dev.tocsin.engine.correlation.rule.Relations.Relation;
import dev.tocsin.engine.correlation.rule.RootSuspicion;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a bad cell part of an outage: of an ongoing one, or of a new one with all waiting cells that belong to it.
public record OutageOpener(Draft draft) {

    /// @param reasons why each but the first belongs to it, in the order in which they were found
    private record OutageCells(WatchedCell first, Outage outage, List<WatchedCell> cells, Map<Cell, String> reasons) {}

    public void holdEnded(Cell name) {
        var cell = draft.cell(name);
        var trouble = trouble(cell);
        draft.explain(
                null,
                List.of(name),
                Rule.HOLD_ENDED,
                "it was bad for its whole hold, or until its maintenance window ended",
                Map.of(
                        "change", name + "/" + trouble.number(),
                        "since", trouble.since().toString(),
                        "hold", draft.state().graph().holds().openHold(name).toString()));
        if (!join(cell)) {
            open(gather(cell));
        }
    }

    /// Joins the cell to the oldest outage that takes it, and links the other incidents that would have taken it.
    boolean join(WatchedCell cell) {
        var joining = new JoinRule(draft.state());
        var fits = draft.state()
                .standing()
                .filter(it ->
                        joining.why(cell.cell(), trouble(cell), it.outage()).isPresent())
                .toList();
        if (fits.isEmpty()) {
            return false;
        }
        var oldest = fits.getFirst();
        var incident = oldest.incident().id();
        draft.explain(
                incident,
                cell.cell(),
                Rule.JOINED,
                joining.why(cell.cell(), trouble(cell), oldest.outage()).orElseThrow());
        draft.keep(oldest.incident().with(oldest.outage().with(List.of(impact(cell)))));
        draft.keep(cell.in(new IncidentOutage(incident, oldest.outage().id())));
        fits.stream()
                .map(it -> it.incident().id())
                .distinct()
                .filter(other -> !other.equals(incident))
                .forEach(other -> new IncidentLinker(draft)
                        .link(
                                incident,
                                other,
                                List.of(cell.cell()),
                                "it fits this incident too, and joined the older one, %s".formatted(incident)));
        return true;
    }

    /// Gathers all waiting cells that belong to the first: they open with it, even if their own hold has not ended.
    private OutageCells gather(WatchedCell first) {
        var joining = new JoinRule(draft.state());
        var region = first.cell().region();
        var cells = new ArrayList<>(List.of(first));
        var reasons = new LinkedHashMap<Cell, String>();
        var outage = Outage.of(region, List.of(impact(first)));
        var rest = draft.state().cells().waiting(region);
        var grew = true;
        while (grew) {
            var joined = new ArrayList<WatchedCell>();
            var left = new ArrayList<WatchedCell>();
            for (var cell : rest) {
                var why = outage.has(cell.cell())
                        ? Optional.<String>empty()
                        : joining.why(cell.cell(), trouble(cell), outage);
                why.ifPresent(reason -> reasons.put(cell.cell(), reason));
                (why.isPresent() ? joined : left).add(cell);
            }
            outage = outage.with(joined.stream().map(this::impact).toList());
            cells.addAll(joined);
            rest = left;
            grew = !joined.isEmpty();
        }
        return new OutageCells(first, outage, cells, reasons);
    }

    private void open(OutageCells group) {
        new RootExplainer(draft).again(group.outage.impacts().keySet());
        var outage = new RootSuspicion(draft.state()).suspectedIn(group.outage);
        var relation = new Relations(draft.state()).of(outage, trouble(group.first));
        var incident = relation.map(Relation::incident).orElseGet(() -> newIncident(group));
        var place = new IncidentOutage(incident.id(), incident.nextOutageIn(outage.region()));
        draft.keep(incident.withNew(outage));
        group.cells.forEach(cell -> draft.keep(cell.in(place)));
        explain(incident.id(), group, relation);

        var impacts = new ImpactPublisher(draft);
        impacts.assess(incident.id());
        if (relation.isEmpty()) {
            draft.publish(draft.incident(incident.id())
                    .publish(
                            draft.now(),
                            (head, time) -> new Opened(head, time, outage.onset(), incident.linked(), null)));
        } else if (relation.get().reopens()) {
            draft.publish(draft.incident(incident.id()).reopen(outage.onset(), draft.now()));
        }
        impacts.started(place);
        new SuspectRanking(draft).suspect(incident.id());
        new IncidentLinker(draft).link(incident.id());
    }

    private void explain(String incident, OutageCells group, Optional<Relation> relation) {
        group.reasons.entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, LinkedHashMap::new, mapping(Map.Entry::getKey, toList())))
                .forEach((reason, cells) -> draft.explain(incident, cells, Rule.JOINED, reason, Map.of()));
        relation.ifPresentOrElse(
                it -> draft.explain(incident, group.first.cell(), it.rule(), it.reason()),
                () -> draft.explain(incident, group.first.cell(), Rule.OPENED, "it fits no known incident"));
    }

    /// Derives the id from the cell that turned bad first, so that the order in which clocks come does not matter.
    private OpenIncident newIncident(OutageCells group) {
        var first = group.cells.stream().min(JoinRule.FIRST_BAD).orElseThrow();
        var id = IncidentIds.derive(
                group.outage.region(), first.cell(), trouble(first).onset());
        return OpenIncident.of(id, draft.now());
    }

    private Impact impact(WatchedCell cell) {
        var component = draft.state().graph().catalog().component(cell.cell().component());
        return Impact.of(
                cell.cell(),
                cell.verdict().orElseThrow(),
                trouble(cell).onset(),
                component.map(ComponentDefined::isPublic).orElse(false),
                component.map(ComponentDefined::weight).orElse(Weight.NORMAL));
    }

    private static OngoingTrouble trouble(WatchedCell cell) {
        return cell.trouble().orElseThrow();
    }
}
