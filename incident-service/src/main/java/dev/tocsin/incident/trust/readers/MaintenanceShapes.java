package dev.tocsin.incident.trust.readers;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.WorkUpdate;
import dev.tocsin.incident.trust.readers.Shapes.ApiIncident;
import dev.tocsin.incident.trust.readers.Shapes.ApiMaintenance;
import dev.tocsin.incident.trust.readers.Shapes.ApiUpdate;
import java.util.List;
import java.util.Set;

/// Maintenance windows in the public status API's shape; a cancelled one is completed, with an update that says so.
record MaintenanceShapes(LiveView view, CellComponents components, Calling calling) {

    private static final String IN_PROGRESS = "in_progress";
    private static final String VERIFYING = "verifying";
    private static final String COMPLETED = "completed";

    static final Set<String> ACTIVE = Set.of(IN_PROGRESS, VERIFYING);

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
                        calling.maintenance(window.window()),
                        calling.moment(window.startsAt()),
                        PublicIds.PAGE,
                        updates,
                        components.of(window.cells()),
                        null),
                calling.moment(window.startsAt()),
                calling.moment(window.endsAt()));
    }

    private List<ApiUpdate> updates(WindowUpdated window, String id) {
        return WorkUpdate.of(window, where(window, view)).stream()
                .map(update -> update(id, update))
                .toList();
    }

    private ApiUpdate update(String id, WorkUpdate update) {
        var at = calling.moment(update.at());
        var word = switch (update.kind()) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS, PROLONGED -> IN_PROGRESS;
            case VERIFYING -> VERIFYING;
            case COMPLETED, CANCELLED -> COMPLETED;
        };
        return new ApiUpdate(
                PublicIds.of("update", id + "/" + update.kind()),
                word,
                update.text(),
                id,
                at,
                at,
                at,
                null,
                true,
                null,
                null);
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

    private static String word(WindowUpdated window) {
        return switch (window.state()) {
            case SCHEDULED -> "scheduled";
            case IN_PROGRESS -> window.verifyingSince() == null ? IN_PROGRESS : VERIFYING;
            case COMPLETED, CANCELLED -> COMPLETED;
        };
    }
}
