package dev.tocsin.incident.dashboard;

import static java.util.Comparator.comparing;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.Names;
import java.time.Instant;
import java.util.List;

/// Work that goes on, or is to come.
///
/// @param where such as `Log in and API in North America`
public record PlannedWork(String title, String where, Instant startsAt, Instant endsAt, boolean inProgress) {

    private static final int MOST = 5;

    /// The next few, the earliest first; for the public those on public components.
    public static List<PlannedWork> of(LiveView view, Audience audience) {
        return view.windows().values().stream()
                .filter(window -> window.state() == WindowState.SCHEDULED || window.state() == WindowState.IN_PROGRESS)
                .filter(window -> !seen(window, view, audience).isEmpty())
                .sorted(comparing(WindowUpdated::startsAt).thenComparing(WindowUpdated::window))
                .limit(MOST)
                .map(window -> of(window, seen(window, view, audience), view))
                .toList();
    }

    private static PlannedWork of(WindowUpdated window, List<Cell> cells, LiveView view) {
        var components = cells.stream()
                .map(cell -> Names.component(view.catalog(), cell.component()))
                .distinct()
                .toList();
        var regions = cells.stream()
                .map(cell -> Names.region(view.catalog(), cell.region()))
                .distinct()
                .toList();
        return new PlannedWork(
                window.title(),
                "%s in %s".formatted(Names.some(components), Names.some(regions)),
                window.startsAt(),
                window.endsAt(),
                window.state() == WindowState.IN_PROGRESS);
    }

    private static List<Cell> seen(WindowUpdated window, LiveView view, Audience audience) {
        return window.cells().stream()
                .filter(cell -> audience == Audience.OPERATORS
                        || view.catalog()
                                .component(cell.component())
                                .filter(ComponentDefined::isPublic)
                                .isPresent())
                .toList();
    }
}
