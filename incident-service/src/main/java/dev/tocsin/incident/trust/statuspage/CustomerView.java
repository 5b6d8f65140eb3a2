package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.trust.live.CellStates;
import dev.tocsin.incident.trust.live.LiveView;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The live view as if the product had only what one customer sees. What the public may not see, it keeps as it is:
/// pages leave that out of both.
final class CustomerView {

    private final CustomerScope scope;
    private final Catalog catalog;

    private CustomerView(CustomerScope scope, Catalog catalog) {
        this.scope = scope;
        this.catalog = catalog;
    }

    static LiveView of(LiveView view, CustomerScope scope) {
        var narrowing = new CustomerView(scope, view.catalog());
        return new LiveView(
                view.number(),
                view.listening(),
                new CellStates(narrowing.catalog(), view.statuses(), view.windows()),
                view.clocks(),
                view.incidents().values().stream()
                        .flatMap(incident -> narrowing.incident(incident).stream())
                        .collect(Collectors.toMap(IncidentSnapshot::key, incident -> incident)),
                view.heartbeats(),
                view.alerts());
    }

    private Catalog catalog() {
        return Catalog.of(
                catalog.entries().values().stream().flatMap(this::entry).toList());
    }

    private Stream<CatalogEvent> entry(CatalogEvent entry) {
        if (!(entry instanceof ComponentDefined component)) {
            return Stream.of(entry);
        }
        var regions = component.regions().stream()
                .filter(region -> scope.shows(new Cell(component.id(), region)))
                .toList();
        return regions.isEmpty() ? Stream.empty() : Stream.of(in(regions, component));
    }

    private static ComponentDefined in(List<String> regions, ComponentDefined component) {
        return new ComponentDefined(
                component.version(),
                component.time(),
                component.id(),
                component.name(),
                component.group(),
                component.about(),
                component.weight(),
                component.isPublic(),
                component.position(),
                regions,
                component.needs(),
                component.needsCells(),
                component.objective());
    }

    /// Empty unless it touches something that the customer sees. Of an incident too large to list its cells, that is
    /// judged by its components and its regions.
    private Optional<IncidentSnapshot> incident(IncidentSnapshot incident) {
        var cells = incident.cells().stream()
                .filter(cell -> scope.shows(cell.cell()))
                .toList();
        var isListed = incident.cells().size() >= incident.allCells();
        var regions = isListed ? regions(cells) : regions(incident);
        return regions.isEmpty() ? Optional.empty() : Optional.of(only(regions, cells, isListed, incident));
    }

    private static List<String> regions(List<CellImpact> cells) {
        return cells.stream()
                .filter(CellImpact::isPublic)
                .map(cell -> cell.cell().region())
                .distinct()
                .toList();
    }

    private List<String> regions(IncidentSnapshot incident) {
        return incident.incident().regions().stream()
                .filter(region -> incident.byComponent().stream()
                        .map(component -> new Cell(component.id(), region))
                        .anyMatch(cell -> catalog.has(cell) && scope.shows(cell)))
                .toList();
    }

    private static IncidentSnapshot only(
            List<String> regions, List<CellImpact> cells, boolean isListed, IncidentSnapshot incident) {
        var head = incident.incident();
        return new IncidentSnapshot(
                new IncidentHead(
                        head.id(),
                        head.number(),
                        head.episode(),
                        head.title(),
                        head.state(),
                        head.severity(),
                        head.regions().stream().filter(regions::contains).toList()),
                incident.time(),
                incident.startedAt(),
                incident.resolvedAt(),
                incident.acknowledgedBy(),
                in(regions, incident.outages(), OutageSummary::region),
                incident.suspects(),
                incident.reach(),
                in(regions, incident.byRegion(), Count::id),
                incident.byComponent(),
                cells,
                isListed ? cells.size() : incident.allCells(),
                incident.timeline(),
                incident.links(),
                incident.related(),
                null,
                incident.assignedTo());
    }

    private static <T> List<T> in(List<String> regions, List<T> all, Function<T, String> region) {
        return all.stream().filter(one -> regions.contains(region.apply(one))).toList();
    }
}
