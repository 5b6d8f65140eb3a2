package dev.tocsin.notifier.delivery.store;

import static java.util.function.Predicate.not;

import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.notifier.delivery.LostNotice;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is told when: one opening and one closing for each episode and subscription, by unique rows, and updates
/// within a budget.
///
/// The decisions are set-wise, so that an incident that concerns everybody costs as many statements as one that
/// concerns nobody. Each runs in the transaction that notes its snapshot as handled.
@ApplicationScoped
public class FanOut {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /// A snapshot older than this opens nothing by itself; [#catchUp] does, if the incident still stands.
    static final Duration NEWS = Duration.ofHours(1);

    /// Between two notices of an incident to one subscriber, unless it gets worse or a person writes.
    static final Duration BUDGET = Duration.ofMinutes(30);

    private final IncidentRepository incidents;
    private final IncidentNoticesRepository notices;
    private final DeliveryQueue deliveries;
    private final ReportRepository reports;

    /// The partitions of the last time.
    private Set<Integer> lookedAt = Set.of();

    FanOut(
            IncidentRepository incidents,
            IncidentNoticesRepository notices,
            DeliveryQueue deliveries,
            ReportRepository reports) {
        this.incidents = incidents;
        this.notices = notices;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    /// Takes in how an incident stands and decides whom that concerns; does nothing for what was handled before. Any
    /// number of snapshots may be missing before this one: what each subscriber was told is known here.
    ///
    /// @param partition of `tocsin.public-incidents`, from which it came
    /// @param traceparent W3C trace context in which its notices go on, or null
    @Transactional
    public void handle(PublicIncidentSnapshot snapshot, int partition, Instant now, @Nullable String traceparent) {
        var before = incidents.take(snapshot, partition);
        if (before.isPresent()) {
            incidents.apply(snapshot);
            var incident = snapshot.key();
            var queued = isLastEnd(snapshot) ? 0 : close(incident);
            if (snapshot.time().isAfter(now.minus(NEWS))) {
                queued += open(incident, now);
            }
            queued += update(incident, isPosted(snapshot, before.getAsLong()), now);
            report(incident, queued, traceparent);
        }
    }

    /// The same for a snapshot that belongs to no trace.
    @Transactional
    public void handle(PublicIncidentSnapshot snapshot, int partition, Instant now) {
        handle(snapshot, partition, now, null);
    }

    /// Opens what stands for those who were not told yet: who confirmed meanwhile, or whom only old events concerned.
    /// Closes what is over, and lets out the updates whose budget is there again. To be called again and again when
    /// the log of these partitions is read to its end, so that what ended long ago is known to have ended.
    ///
    /// It costs what changed since the last time, and nothing when nothing did. A snapshot marks its incident as
    /// changed, the database notes each subscription that changes, and an incident says when its first held update
    /// may go out. Nobody is missed who confirms while a snapshot is handled: either it is seen then, or
    /// the incident is seen here to be changed, which is after that.
    public void catchUp(Collection<Integer> partitions, Instant now) {
        lookAtNew(partitions);
        distributeChangedSubscriptions();
        each(incidents.changed(partitions), incident -> catchUp(incident, now));
        each(incidents.toOpen(partitions), incident -> openForChanged(incident, now));
        each(incidents.updatesDue(partitions, now), incident -> updateHeld(incident, now));
    }

    private static void each(List<String> of, Consumer<String> action) {
        of.forEach(incident -> QuarkusTransaction.requiringNew().run(() -> action.accept(incident)));
    }

    /// An instance of the release before, which may have handled these partitions until now, marks nothing.
    private synchronized void lookAtNew(Collection<Integer> partitions) {
        var added = new HashSet<>(partitions);
        added.removeAll(lookedAt);
        if (!added.isEmpty()) {
            incidents.markStanding(added);
        }
        lookedAt = Set.copyOf(partitions);
    }

    private void distributeChangedSubscriptions() {
        while (incidents.distributeChangedSubscriptions()) {
            LOG.debug("Many subscriptions changed");
        }
    }

    /// Learns how deliveries ended before the database was restored from a backup, and who was told of incidents, so
    /// that it is not decided again.
    ///
    /// @return those of which the database did not know
    @Transactional
    public List<LostNotice> recover(List<LostNotice> ended) {
        var lost = deliveries.recover(ended);
        if (!lost.isEmpty()) {
            notices.recover(lost);
        }
        return lost;
    }

    private void catchUp(String incident, Instant now) {
        incidents.lock(incident);
        var queued = close(incident);
        queued += open(incident, now);
        queued += update(incident, false, now);
        report(incident, queued, null);
        incidents.lookedAt(incident, BUDGET, now);
    }

    private void openForChanged(String incident, Instant now) {
        incidents.lock(incident);
        var changed = incidents.takeChangedSubscriptions(incident);
        report(incident, deliveries.queue(incident, NoticeKind.OPENING, notices.open(incident, changed, now)), null);
    }

    private void updateHeld(String incident, Instant now) {
        incidents.lock(incident);
        report(incident, update(incident, false, now), null);
        incidents.updateHeld(incident, BUDGET, now);
    }

    /// The end of an incident's last outage: its resolution is next, and the better one to close with.
    private static boolean isLastEnd(PublicIncidentSnapshot snapshot) {
        return snapshot.incident().state().isOpen()
                && !snapshot.outages().isEmpty()
                && snapshot.outages().stream().noneMatch(PublicOutage::stands);
    }

    /// Whether a person wrote since what was handled before.
    private static boolean isPosted(PublicIncidentSnapshot snapshot, long before) {
        return snapshot.updates().stream().anyMatch(update -> update.number() > before);
    }

    private int open(String incident, Instant now) {
        return deliveries.queue(incident, NoticeKind.OPENING, notices.open(incident, now));
    }

    private int update(String incident, boolean posted, Instant now) {
        return deliveries.queue(incident, NoticeKind.UPDATE, notices.update(incident, posted, BUDGET, now));
    }

    /// Where the opening was not delivered, and is not being sent this moment, one catch-up stands for all.
    private int close(String incident) {
        var closed = notices.close(incident);
        var missed = deliveries.coverMissed(incident, closed);
        return deliveries.queue(incident, NoticeKind.CATCH_UP, only(closed, missed::contains))
                + deliveries.queue(incident, NoticeKind.CLOSING, only(closed, not(missed::contains)));
    }

    private void report(String incident, int queued, @Nullable String traceparent) {
        if (queued > 0) {
            reports.keep(incidents.report(incident), traceparent);
        }
    }

    private static List<String> only(List<String> subscriptions, Predicate<String> which) {
        return subscriptions.stream().filter(which).toList();
    }
}
