package dev.tocsin.notifier.maintenance.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.LostNotices;
import dev.tocsin.notifier.delivery.store.DeliveryQueue;
import dev.tocsin.notifier.delivery.store.DeliveryQueue.PlannedNotice;
import dev.tocsin.notifier.delivery.store.ReportRepository;
import dev.tocsin.notifier.maintenance.NextNotice;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.subscription.KnownCatalog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/// Queues the notices of planned work that [NextNotice] decides: once for all subscribers with the same last notice,
/// so that a window that concerns everybody costs as many statements as one that concerns nobody.
@ApplicationScoped
public class WindowFanOut implements LostNotices {

    private final AnnouncedWindowRepository windows;
    private final WindowNoticesRepository notices;
    private final DeliveryQueue deliveries;
    private final ReportRepository reports;

    WindowFanOut(
            AnnouncedWindowRepository windows,
            WindowNoticesRepository notices,
            DeliveryQueue deliveries,
            ReportRepository reports) {
        this.windows = windows;
        this.notices = notices;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    /// Keeps the latest state of a window; an event that was seen, or is older than the one kept, changes nothing.
    public void take(WindowUpdated window) {
        windows.keep(window);
    }

    @Override
    @Transactional
    public void recover(List<LostNotice> lost) {
        var planned = lost.stream()
                .filter(notice -> notice.delivery().maintenance() != null)
                .toList();
        if (!planned.isEmpty()) {
            windows.expect(planned.stream()
                    .map(notice -> MaintenanceReport.window(notice.delivery().incident()))
                    .distinct()
                    .toList());
            notices.recover(planned);
        }
    }

    /// Queues all notices that are due; to be called when the topic is read to its end, so that windows that are over
    /// are known to be.
    ///
    /// @param catalog says which components are public: nobody is notified of others
    public void tell(KnownCatalog catalog, Instant now) {
        windows.due(now).forEach(window -> QuarkusTransaction.requiringNew().run(() -> tell(window, catalog, now)));
    }

    private void tell(String id, KnownCatalog catalog, Instant now) {
        var locked = windows.lock(id);
        var window = locked.window();
        var cells = window.cells().stream()
                .filter(cell -> catalog.isPublic(cell.component()))
                .toList();
        for (var was : notices.distinct(window)) {
            for (var touched : List.of(true, false)) {
                NextNotice.next(window, was, touched, now)
                        .ifPresent(next -> queue(
                                locked,
                                cells,
                                next,
                                notices.move(id, cells, was, touched, next.then(), next.isNeeded(), now),
                                now));
            }
        }
        NextNotice.first(window, now)
                .ifPresent(next -> queue(locked, cells, next, notices.begin(id, cells, next.then(), now), now));
    }

    private void queue(
            AnnouncedWindowEntity locked, List<Cell> cells, NextNotice next, List<String> subscriptions, Instant now) {
        if (!subscriptions.isEmpty()) {
            var window = locked.window();
            var report = next.report(window, locked.nextNotice(), cells, now);
            reports.keep(report, null);
            deliveries.queue(
                    new PlannedNotice(
                            report.about(),
                            next.then().episode(),
                            next.says(),
                            next.kind(),
                            report.number(),
                            fact(window, next)),
                    subscriptions);
        }
    }

    /// Ids are derived from the content of a notice, so that a repetition is recognised: each stage comes once in an
    /// episode, and a change once for each number of its window.
    private static long fact(WindowUpdated window, NextNotice next) {
        return next.says() == MaintenanceStage.CHANGED ? window.number() : 0L;
    }
}
