package dev.tocsin.incident.trust.live;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.lifecycle.PublicSnapshots;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The public view of a maintenance window: it has only cells of public components.
public final class PublicWindow {

    private PublicWindow() {}

    /// Empty for work that touches no public component.
    public static Optional<WindowUpdated> of(WindowUpdated window, Catalog catalog) {
        var cells = window.cells().stream()
                .filter(cell -> PublicSnapshots.isPublic(cell.component(), catalog))
                .toList();
        return cells.isEmpty()
                ? Optional.empty()
                : Optional.of(new WindowUpdated(
                        window.window(),
                        window.number(),
                        window.title(),
                        cells,
                        window.startsAt(),
                        window.endsAt(),
                        window.state(),
                        window.time(),
                        window.verifyingSince(),
                        window.prolongedFrom()));
    }

    public static Optional<WindowUpdated> one(LiveView view, String id) {
        return Optional.ofNullable(view.windows().get(id)).flatMap(window -> of(window, view.catalog()));
    }

    /// All of them, the latest first.
    public static List<WindowUpdated> all(LiveView view) {
        return view.windows().values().stream()
                .flatMap(window -> of(window, view.catalog()).stream())
                .sorted(Comparator.comparing(WindowUpdated::startsAt)
                        .thenComparing(WindowUpdated::window)
                        .reversed())
                .toList();
    }
}
