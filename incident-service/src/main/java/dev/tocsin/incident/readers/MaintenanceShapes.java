package dev.tocsin.incident.readers;

import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.Names;
import dev.tocsin.incident.readers.Shapes.Incident;
import dev.tocsin.incident.readers.Shapes.Maintenance;
import dev.tocsin.incident.readers.Shapes.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Maintenance windows in the public status API's shape; one that was cancelled is completed, and says so.
record MaintenanceShapes(LiveView view, CellComponents components, Calling calling) {

    /// Those that touch public components, and only these of them; the latest first.
    static List<WindowUpdated> shown(LiveView view) {
        return view.windows().values().stream()
                .map(window -> withPublicCells(window, view))
                .filter(window -> !window.cells().isEmpty())
                .sorted(Comparator.comparing(WindowUpdated::startsAt)
                        .thenComparing(WindowUpdated::window)
                        .reversed())
                .toList();
    }

    Maintenance of(WindowUpdated window) {
        var id = PublicIds.of("window", window.window());
        var updates = updates(window, id);
        var over = window.state() == WindowState.COMPLETED || window.state() == WindowState.CANCELLED;
        return new Maintenance(
                new Incident(
                        id,
                        Text.safe(window.title()),
                        word(window.state()),
                        updates.getLast().createdAt(),
                        calling.moment(window.time()),
                        null,
                        over ? updates.getFirst().createdAt() : null,
                        "maintenance",
                        calling.url(),
                        calling.moment(window.startsAt()),
                        PublicIds.PAGE,
                        updates,
                        components.of(window.cells()),
                        null),
                calling.moment(window.startsAt()),
                calling.moment(window.endsAt()));
    }

    private List<Update> updates(WindowUpdated window, String id) {
        var where = where(window, view);
        var updates = new ArrayList<Update>();
        var announced = window.time().isBefore(window.startsAt()) ? window.time() : window.startsAt();
        updates.add(update(id, WindowState.SCHEDULED, "Work is planned on %s.".formatted(where), announced));
        if (window.state() == WindowState.IN_PROGRESS || window.state() == WindowState.COMPLETED) {
            updates.add(update(id, WindowState.IN_PROGRESS, "The work has begun.", window.startsAt()));
        }
        if (window.state() == WindowState.COMPLETED) {
            updates.add(update(id, WindowState.COMPLETED, "The work is done.", window.endsAt()));
        }
        if (window.state() == WindowState.CANCELLED) {
            updates.add(update(id, WindowState.CANCELLED, "The work was cancelled.", window.time()));
        }
        return List.copyOf(updates.reversed());
    }

    /// Like `Log in and API in North America`.
    public static String where(WindowUpdated window, LiveView view) {
        return "%s in %s"
                .formatted(
                        Text.safe(Names.some(window.cells().stream()
                                .map(cell -> Names.component(view.catalog(), cell.component()))
                                .distinct()
                                .toList())),
                        Text.safe(Names.some(window.cells().stream()
                                .map(cell -> Names.region(view.catalog(), cell.region()))
                                .distinct()
                                .toList())));
    }

    private Update update(String id, WindowState state, String body, Instant instant) {
        var at = calling.moment(instant);
        return new Update(
                PublicIds.of("update", id + "/" + state), word(state), body, id, at, at, at, null, true, null, null);
    }

    private static WindowUpdated withPublicCells(WindowUpdated window, LiveView view) {
        return new WindowUpdated(
                window.window(),
                window.number(),
                window.title(),
                window.cells().stream()
                        .filter(cell -> view.catalog()
                                .component(cell.component())
                                .filter(ComponentDefined::isPublic)
                                .isPresent())
                        .toList(),
                window.startsAt(),
                window.endsAt(),
                window.state(),
                window.time());
    }

    private static String word(WindowState state) {
        return switch (state) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS -> "in_progress";
            case COMPLETED, CANCELLED -> "completed";
        };
    }
}
