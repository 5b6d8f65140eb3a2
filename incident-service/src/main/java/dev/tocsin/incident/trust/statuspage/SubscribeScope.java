package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The regions and components that a link to the subscribe page chooses; empty lists choose all.
public record SubscribeScope(List<String> regions, List<String> components) {

    /// With more of them a link is too long for some programs, so it chooses all.
    private static final int MOST = 30;

    /// @param region null for all
    static SubscribeScope of(@Nullable String region) {
        return new SubscribeScope(region == null ? List.of() : List.of(region), List.of());
    }

    /// @param seen the incident as customers may see it
    static SubscribeScope of(IncidentSnapshot seen) {
        var cells = seen.cells().stream().map(CellImpact::cell).toList();
        return seen.allCells() > cells.size()
                ? new SubscribeScope(few(seen.incident().regions()), List.of())
                : of(cells);
    }

    /// @param window the window as customers may see it
    static SubscribeScope of(WindowUpdated window) {
        return of(window.cells());
    }

    static SubscribeScope of(List<Cell> cells) {
        return new SubscribeScope(
                few(cells.stream().map(Cell::region).distinct().toList()),
                few(cells.stream().map(Cell::component).distinct().toList()));
    }

    /// The parameters of the link, such as `?regions=na&components=login`.
    public String query() {
        var query = new StringBuilder();
        regions.forEach(id -> append(query, "regions", id));
        components.forEach(id -> append(query, "components", id));
        return query.toString();
    }

    private static void append(StringBuilder query, String name, String id) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(id);
    }

    private static List<String> few(List<String> ids) {
        return ids.size() > MOST ? List.of() : ids;
    }
}
