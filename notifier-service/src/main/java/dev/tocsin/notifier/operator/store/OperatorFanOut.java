package dev.tocsin.notifier.operator.store;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.LostNotices;
import dev.tocsin.notifier.delivery.store.DeliveryQueue;
import dev.tocsin.notifier.delivery.store.DeliveryQueue.OperatorNotice;
import dev.tocsin.notifier.delivery.store.ReportRepository;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.operator.NextOperatorNotice;
import dev.tocsin.notifier.subscription.OperatorCatalog;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Queues the notices of incidents that [NextOperatorNotice] decides for each operators' channel. There are few
/// channels, so it decides one by one.
@ApplicationScoped
public class OperatorFanOut implements LostNotices {

    private final OperatorIncidentRepository incidents;
    private final OperatorNoticesRepository notices;
    private final OperatorChannelRepository channels;
    private final DeliveryQueue deliveries;
    private final ReportRepository reports;

    OperatorFanOut(
            OperatorIncidentRepository incidents,
            OperatorNoticesRepository notices,
            OperatorChannelRepository channels,
            DeliveryQueue deliveries,
            ReportRepository reports) {
        this.incidents = incidents;
        this.notices = notices;
        this.channels = channels;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    /// Keeps the latest state of an incident; a snapshot that was seen, or is older than the one kept, changes nothing.
    ///
    /// @param partition the partition of `tocsin.incidents` from which it came
    /// @param traceparent W3C trace context in which its notices go on, or null
    @Transactional
    public void take(IncidentSnapshot snapshot, int partition, @Nullable String traceparent) {
        var before = incidents.report(snapshot.key()).orElse(null);
        incidents.keep(OperatorReport.of(snapshot, before), partition, traceparent);
    }

    /// Queues all notices that are due. Call this when these partitions are read to their ends: an incident that is
    /// over is then known to be, and the suspects of one that just opened are known.
    ///
    /// @throws IllegalStateException when an incident could not be decided; it holds up no other
    public void notify(Collection<Integer> partitions, OperatorCatalog catalog) {
        var failures = new ArrayList<IllegalStateException>();
        for (var incident : incidents.undecided(partitions)) {
            try {
                QuarkusTransaction.requiringNew().run(() -> decide(incident, catalog));
            } catch (RuntimeException e) {
                failures.add(
                        new IllegalStateException("operators cannot be notified of %s: %s".formatted(incident, e), e));
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void decide(String incident, OperatorCatalog catalog) {
        var locked = incidents.lock(incident);
        locked.report().ifPresent(report -> decide(report.named(catalog), locked.traceparent()));
        incidents.decided(incident);
    }

    private void decide(OperatorReport report, @Nullable String traceparent) {
        var last = notices.of(report.incident());
        for (var channel : channels.all()) {
            NextOperatorNotice.next(report, last.get(channel.subscription()), channel.audience())
                    .ifPresent(next -> {
                        reports.keep(report, traceparent);
                        deliveries.queue(new OperatorNotice(
                                report.about(), report.episode(), report.number(), next, channel.subscription()));
                        notices.record(channel.subscription(), next.kind(), report);
                    });
        }
    }

    @Override
    @Transactional
    public void recover(List<LostNotice> lost) {
        var ofOperators = lost.stream()
                .filter(notice -> OperatorReport.isAbout(notice.delivery().incident()))
                .toList();
        if (!ofOperators.isEmpty()) {
            incidents.expect(ofOperators.stream()
                    .map(notice -> OperatorReport.incident(notice.delivery().incident()))
                    .distinct()
                    .toList());
            notices.recover(ofOperators);
        }
    }
}
