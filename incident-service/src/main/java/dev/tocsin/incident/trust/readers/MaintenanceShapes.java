package dev.tocsin.incident.trust.readers;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.readers.Shapes.ApiIncident;
import dev.tocsin.incident.trust.readers.Shapes.ApiMaintenance;
import dev.tocsin.incident.trust.readers.Shapes.ApiUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Maintenance windows in the public status API's shape; a cancelled one is completed, with an update that says so.
record MaintenanceShapes(LiveView view, CellComponents components, Calling calling) {

    private static final String IN_PROGRESS = "in_progress";
    private static final String VERIFYING = "verifying";
    private static final String COMPLETED = "completed";

    static final Set<String> ACTIVE = Set.of(IN_PROGRESS, VERIFYING);

    /// Windows that touch public components, with only the cells of these; the latest first.
    static List<WindowUpdated> shown(LiveView view) {
        return view.windows().values().stream()
                .map(window -> withPublicCells(window, view))
                .filter(window -> !window.cells().isEmpty())
                .sorted(Comparator.comparing(WindowUpdated::startsAt)
                        .thenComparing(WindowUpdated::window)
                        .reversed())
                .toList();
    }

    ApiMaintenance of(WindowUpdated window) {
        var id = PublicIds.of("window", window.window());
        var updates = updates(window, id);
        var over = window.state() == WindowState.COMPLETED || window.state() == WindowState.CANCELLED;
        return new ApiMaintenance(
                new ApiIncident(
                        id,
                        Text.safe(window.title()),
                        word(window),
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

    private List<ApiUpdate> updates(WindowUpdated window, String id) {
        var where = where(window, view);
        var updates = new ArrayList<ApiUpdate>();
        var announced = window.time().isBefore(window.startsAt()) ? window.time() : window.startsAt();
        updates.add(
                update(id, "SCHEDULED", "scheduled", "Maintenance is scheduled for %s.".formatted(where), announced));
        if (window.state() == WindowState.IN_PROGRESS || window.state() == WindowState.COMPLETED) {
            updates.add(update(id, "IN_PROGRESS", IN_PROGRESS, "The work has begun.", window.startsAt()));
        }
        var prolongedFrom = window.prolongedFrom();
        if (prolongedFrom != null) {
            var at = window.time().isBefore(prolongedFrom) ? window.time() : prolongedFrom;
            updates.add(update(id, "PROLONGED", IN_PROGRESS, "The work takes longer than was planned.", at));
        }
        var verifyingSince = window.verifyingSince();
        if (verifyingSince != null) {
            updates.add(update(id, "VERIFYING", VERIFYING, "The work is done, and is being checked.", verifyingSince));
        }
        if (window.state() == WindowState.COMPLETED) {
            updates.add(update(id, "COMPLETED", COMPLETED, "The work is done.", window.endsAt()));
        }
        if (window.state() == WindowState.CANCELLED) {
            updates.add(update(id, "CANCELLED", COMPLETED, "The work was cancelled.", window.time()));
        }
        updates.sort(Comparator.comparing(ApiUpdate::createdAt));
        return List.copyOf(updates.reversed());
    }

    /// Like `Log in and API – North America`.
    public static String where(WindowUpdated window, LiveView view) {
        return "%s – %s"
                .formatted(
                        Text.safe(DisplayNames.some(window.cells().stream()
                                .map(cell -> DisplayNames.component(view.catalog(), cell.component()))
                                .distinct()
                                .toList())),
                        Text.safe(DisplayNames.some(window.cells().stream()
                                .map(cell -> DisplayNames.region(view.catalog(), cell.region()))
                                .distinct()
                                .toList())));
    }

    private ApiUpdate update(String id, String what, String status, String body, Instant instant) {
        var at = calling.moment(instant);
        return new ApiUpdate(
                PublicIds.of("update", id + "/" + what), status, body, id, at, at, at, null, true, null, null);
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
                window.time(),
                window.verifyingSince(),
                window.prolongedFrom());
    }

    private static String word(WindowUpdated window) {
        return switch (window.state()) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS -> window.verifyingSince() == null ? IN_PROGRESS : VERIFYING;
            case COMPLETED, CANCELLED -> COMPLETED;
        };
    }
}
