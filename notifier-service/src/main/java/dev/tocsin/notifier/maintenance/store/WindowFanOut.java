package dev.tocsin.notifier.maintenance.store;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.maintenance.Telling;
import dev.tocsin.notifier.subscription.KnownCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Tells of planned work what [Telling] decides: once for all subscribers who believe the same, so that a window that
/// concerns everybody costs as many statements as one that concerns nobody.
@ApplicationScoped
public class WindowFanOut {

    private final Jdbi jdbi;

    WindowFanOut(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Keeps a window as it is now; one that was seen, or is older than what was, changes nothing.
    public void take(WindowUpdated window) {
        jdbi.useHandle(handle -> new WindowRows(handle).keep(window));
    }

    /// Tells whatever is due; to be called when the topic is read to its end, so that what is over is known to be.
    ///
    /// @param catalog says which components are public: nobody is told of others
    public void tell(KnownCatalog catalog, Instant now) {
        due(now).forEach(window -> jdbi.useTransaction(handle -> tell(handle, window, catalog, now)));
    }

    /// Those that stand and are near, and those of which somebody was not told yet how they ended.
    private List<String> due(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from maintenance_window
                        where state in ('scheduled', 'in-progress') and starts_at <= :near
                        union
                        select window_id from maintenance_told where stage not in ('completed', 'cancelled')""")
                .bind("near", now.plus(Telling.ANNOUNCED_BEFORE))
                .mapTo(String.class)
                .list());
    }

    private static void tell(Handle handle, String id, KnownCatalog catalog, Instant now) {
        var rows = new WindowRows(handle);
        var window = rows.lock(id);
        var cells = window.cells().stream()
                .filter(cell -> catalog.isPublic(cell.component()))
                .toList();
        var told = new ToldRows(handle, id, cells);
        for (var was : told.distinct()) {
            for (var touched : List.of(true, false)) {
                Telling.next(window, was, touched, now)
                        .ifPresent(telling ->
                                rows.queue(window, cells, telling, told.move(was, touched, telling.then()), now));
            }
        }
        Telling.first(window, now)
                .ifPresent(telling -> rows.queue(window, cells, telling, told.begin(telling.then()), now));
    }
}
