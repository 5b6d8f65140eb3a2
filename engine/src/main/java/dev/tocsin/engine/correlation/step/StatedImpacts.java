package dev.tocsin.engine.correlation.step;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.correlation.Refusal.Wrong;
import dev.tocsin.engine.lifecycle.Impact;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The impacts that a person states. Where checks have found a cell bad already, their finding is the impact.
record StatedImpacts(Correlation state) {

    /// Why no incident may get these cells; empty if one may.
    ///
    /// @param field the field of the command that names them
    Optional<Refusal> refusal(String field, Collection<Cell> cells) {
        if (cells.isEmpty()) {
            return Optional.of(new Wrong(field, "must name at least one"));
        }
        return cells.stream()
                .flatMap(cell -> objection(cell).stream())
                .findFirst()
                .map(why -> new Wrong(field, why));
    }

    private Optional<String> objection(Cell cell) {
        if (!state.graph().has(cell)) {
            return Optional.of("names %s, which is not in the catalog".formatted(cell));
        }
        return Optional.ofNullable(state.cell(cell).place())
                .map(place ->
                        "names %s, which is a part of the open incident %s already".formatted(cell, place.incident()));
    }

    boolean mayJoin(Cell cell) {
        return objection(cell).isEmpty();
    }

    List<Outage> outages(Collection<Cell> cells, Verdict verdict, Instant at) {
        return outages(cells.stream().map(cell -> impact(cell, verdict, at)));
    }

    /// An outage for each region.
    static List<Outage> outages(Stream<Impact> impacts) {
        return impacts.collect(groupingBy(impact -> impact.cell().region(), TreeMap::new, toList())).entrySet().stream()
                .map(region -> Outage.of(region.getKey(), region.getValue()))
                .toList();
    }

    Impact impact(Cell name, Verdict verdict, Instant at) {
        var cell = state.cell(name);
        var component = state.graph().catalog().component(name.component());
        var isPublic = component.map(ComponentDefined::isPublic).orElse(false);
        var weight = component.map(ComponentDefined::weight).orElse(Weight.NORMAL);
        return cell.trouble()
                .filter(_ -> cell.isBad())
                .map(trouble -> Impact.of(name, cell.verdict().orElseThrow(), trouble.onset(), isPublic, weight))
                .orElseGet(() -> Impact.of(name, verdict, at, isPublic, weight).stated());
    }
}
