package dev.tocsin.notifier.delivery.store;

import static java.util.function.Predicate.not;

import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.PublicOutage;
import dev.tocsin.notifier.delivery.IncidentNow;
import dev.tocsin.notifier.delivery.LastIncidentNotice;
import dev.tocsin.notifier.delivery.LostNotice;
import dev.tocsin.notifier.delivery.NextIncidentNotice;
import dev.tocsin.notifier.delivery.store.IncidentNoticesRepository.Decided;
import dev.tocsin.notifier.delivery.store.PublicIncidentRepository.Undecided;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies what [NextIncidentNotice] decides: one opening and one closing for each episode and subscription,
/// by unique rows, and updates within a budget.
///
/// Each statement decides for many subscriptions at once: first for some of each channel, in the transaction
/// that marks the snapshot as handled, then for one slice of the subscriptions after another, each in a
/// transaction of its own ([Portion]). So sending begins at once, and no transaction takes long. A crash
/// between two of them leaves the incident marked as undecided, and the other subscriptions are decided
/// before its next snapshot is handled, which may say that the incident is over.
@ApplicationScoped
public class FanOut {

    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);

    /// A snapshot older than this opens nothing by itself; [#catchUp] does, if the incident is still open.
    static final Duration NEWS = Duration.ofHours(1);

    /// The least time between notices of an incident to one subscriber, unless it gets worse or a person posts.
    static final Duration BUDGET = Duration.ofMinutes(30);

    private final PublicIncidentRepository incidents;
    private final IncidentNoticesRepository notices;
    private final DeliveryQueue deliveries;
    private final ReportRepository reports;

    /// The notices that were queued for one portion.
    private static final class QueuedNotices {

        private final Portion portion;
        private int many;
        private boolean complete = true;

        private QueuedNotices(Portion portion) {
            this.portion = portion;
        }

        private void add(Decided decided, int queued) {
            many += queued;
            complete &= portion.isComplete(decided.many());
        }
    }

    /// The partitions of the last catch-up.
    private Set<Integer> lookedAt = Set.of();

    FanOut(
            PublicIncidentRepository incidents,
            IncidentNoticesRepository notices,
            DeliveryQueue deliveries,
            ReportRepository reports) {
        this.incidents = incidents;
        this.notices = notices;
        this.deliveries = deliveries;
        this.reports = reports;
    }

    /// Stores a snapshot of an incident and decides whom it concerns; does nothing if it was handled before.
    /// Any number of snapshots may be missing before this one, because the notices to each subscriber are
    /// recorded here. Where it concerns many, [#goOn] decides for the others when this is committed.
    ///
    /// @param partition the partition of `tocsin.public-incidents` from which it came
    /// @param traceparent W3C trace context in which its notices go on, or null
    @Transactional
    public void handle(PublicIncidentSnapshot snapshot, int partition, Instant now, @Nullable String traceparent) {
        var incident = snapshot.key();
        incidents.undecided(incident, now.minus(NEWS)).ifPresent(undecided -> decideAtOnce(undecided, now));
        var before = incidents.take(snapshot, partition);
        if (before.isEmpty()) {
            return;
        }
        incidents.apply(snapshot);
        if (isPosted(snapshot, before.getAsLong())) {
            notices.notePost(incident, now);
        }
        var undecided = new Undecided(incident, snapshot.incident().number(), !isLastEnd(snapshot), traceparent);
        var isNews = snapshot.time().isAfter(now.minus(NEWS));
        if (!decide(undecided, isNews, Portion.BEGINNING, now)) {
            incidents.markChanged(incident);
            if (isNews) {
                incidents.markUndecided(undecided);
            }
        }
    }

    /// The same for a snapshot that belongs to no trace, and also decides for the others.
    public void handle(PublicIncidentSnapshot snapshot, int partition, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> handle(snapshot, partition, now, null));
        goOn(List.of(partition), now);
    }

    /// Decides, slice by slice, for the subscriptions for which the last snapshots of these partitions are undecided.
    public void goOn(Collection<Integer> partitions, Instant now) {
        for (var undecided : incidents.undecided(partitions, now.minus(NEWS))) {
            inSlices(undecided.incident(), slice -> decide(undecided, true, slice, now));
            incidents.markDecided(undecided);
        }
    }

    /// The same for one incident, in the current transaction.
    private void decideAtOnce(Undecided undecided, Instant now) {
        var after = Optional.of("");
        while (after.isPresent()) {
            after = slice(undecided.incident(), after.get(), portion -> decide(undecided, true, portion, now));
        }
    }

    private void inSlices(String incident, Predicate<Portion> decide) {
        var after = Optional.of("");
        while (after.isPresent()) {
            var begin = after.get();
            after = QuarkusTransaction.requiringNew().call(() -> slice(incident, begin, decide));
        }
    }

    /// Nobody who subscribes behind the slice is missed: the database records each subscription that changes.
    ///
    /// @return the id after which the next slice begins; empty when there was no slice
    private Optional<String> slice(String incident, String after, Predicate<Portion> decide) {
        incidents.lock(incident);
        var last = notices.endOfSlice(after);
        last.ifPresent(end -> {
            var _ = decide.test(Portion.between(after, end));
        });
        return last;
    }

    /// Decides until one look at all subscriptions finds nothing left. No other look proves that: between two slices
    /// the incident may have changed, or a silence may have ended.
    ///
    /// @param decide returns whether that was all
    /// @param last runs in the transaction of that look
    private void untilAll(String incident, Predicate<Portion> decide, Runnable last) {
        while (!isAll(incident, decide, last)) {
            inSlices(incident, decide);
        }
    }

    private boolean isAll(String incident, Predicate<Portion> decide, Runnable last) {
        return QuarkusTransaction.requiringNew().call(() -> {
            incidents.lock(incident);
            var isAll = decide.test(Portion.BEGINNING);
            if (isAll) {
                last.run();
            }
            return isAll;
        });
    }

    /// Updates wait until the closings are complete: whoever gets a closing gets no update.
    ///
    /// @return whether that was all, if the portion is the beginning
    private boolean decide(Undecided undecided, boolean opens, Portion portion, Instant at) {
        var incident = undecided.incident();
        var now = incidents.now(incident, !undecided.closes());
        var groups = notices.groups(incident, BUDGET, portion, at);
        var queued = new QueuedNotices(portion);
        groups.forEach(last -> close(incident, now, last, at, queued));
        if (queued.complete) {
            groups.forEach(last -> update(incident, now, last, at, queued));
        }
        if (opens) {
            open(incident, now, at, queued);
        }
        report(incident, queued, undecided.traceparent());
        return queued.complete;
    }

    private void close(String incident, IncidentNow now, LastIncidentNotice last, Instant at, QueuedNotices queued) {
        var all = NextIncidentNotice.closing(now, last, true);
        all.or(() -> NextIncidentNotice.closing(now, last, false)).ifPresent(next -> {
            var closed = notices.close(incident, last, all.isPresent(), BUDGET, queued.portion, at);
            queued.add(closed, queueClosings(incident, next, closed.subscriptions()));
        });
    }

    private void open(String incident, IncidentNow now, Instant at, QueuedNotices queued) {
        NextIncidentNotice.first(now).ifPresent(next -> {
            var opened = notices.open(incident, queued.portion, at);
            queued.add(opened, deliveries.queue(incident, next, opened.subscriptions()));
        });
    }

    private void update(String incident, IncidentNow now, LastIncidentNotice last, Instant at, QueuedNotices queued) {
        NextIncidentNotice.update(now, last).ifPresent(next -> {
            var updated = notices.update(incident, last, BUDGET, queued.portion, at);
            queued.add(updated, deliveries.queue(incident, next, updated.subscriptions()));
        });
    }

    /// Opens ongoing incidents for subscribers who were not notified yet: those who confirmed meanwhile, or
    /// whom only old events concerned. Closes incidents that are over, and releases updates whose budget is
    /// there again. Call this again and again once the log of these partitions is read to its end, so that an
    /// incident that ended long ago is known to have ended.
    ///
    /// The cost depends on the changes since the last time, and without changes it is nothing. A snapshot marks its
    /// incident as changed, the database records each subscription that changes, and an incident has the time when
    /// its first held update may go out. Nobody is missed who confirms while a snapshot is handled: either the
    /// subscription is seen then, or the incident is seen here as changed, which is after that.
    public void catchUp(Collection<Integer> partitions, Instant now) {
        lookAtNew(partitions);
        distributeChangedSubscriptions();
        incidents.changed(partitions).forEach(incident -> catchUp(incident, now));
        incidents
                .toOpen(partitions)
                .forEach(incident -> QuarkusTransaction.requiringNew().run(() -> openForChanged(incident, now)));
        incidents.updatesDue(partitions, now).forEach(incident -> updateHeld(incident, now));
    }

    /// An instance of the previous release, which may have handled these partitions until now, marks nothing.
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

    /// Records how deliveries ended before the database was restored from a backup, and who was notified of incidents,
    /// so that these notices are not decided again.
    ///
    /// @return the ends that the database did not know
    @Transactional
    public List<LostNotice> recover(List<LostNotice> ended) {
        var lost = deliveries.recover(ended);
        if (!lost.isEmpty()) {
            notices.recover(lost);
        }
        return lost;
    }

    private void catchUp(String incident, Instant now) {
        var undecided = new Undecided(incident, 0, true, null);
        untilAll(
                incident,
                portion -> decide(undecided, true, portion, now),
                () -> incidents.lookedAt(incident, BUDGET, now));
    }

    private void openForChanged(String incident, Instant now) {
        incidents.lock(incident);
        var queued = new QueuedNotices(Portion.of(incidents.takeChangedSubscriptions(incident)));
        open(incident, incidents.now(incident, false), now, queued);
        report(incident, queued, null);
    }

    private void updateHeld(String incident, Instant now) {
        untilAll(
                incident,
                portion -> {
                    var queued = new QueuedNotices(portion);
                    var present = incidents.now(incident, false);
                    notices.groups(incident, BUDGET, portion, now)
                            .forEach(last -> update(incident, present, last, now, queued));
                    report(incident, queued, null);
                    return queued.complete;
                },
                () -> incidents.updateHeld(incident, BUDGET, now));
    }

    /// Whether an incident's last outage ended: the resolution follows, and is the better one to close with.
    private static boolean isLastEnd(PublicIncidentSnapshot snapshot) {
        return snapshot.incident().state().isOpen()
                && !snapshot.outages().isEmpty()
                && snapshot.outages().stream().noneMatch(PublicOutage::stands);
    }

    /// Whether a person posted an update since the snapshot that was handled before.
    private static boolean isPosted(PublicIncidentSnapshot snapshot, long before) {
        return snapshot.updates().stream().anyMatch(update -> update.number() > before);
    }

    /// Where the opening was not delivered, and is not being sent now, one catch-up covers all.
    private int queueClosings(String incident, NextIncidentNotice closing, List<String> closed) {
        var missed = deliveries.coverMissed(incident, closed);
        return deliveries.queue(incident, closing.asCatchUp(), only(closed, missed::contains))
                + deliveries.queue(incident, closing, only(closed, not(missed::contains)));
    }

    private void report(String incident, QueuedNotices queued, @Nullable String traceparent) {
        if (queued.many > 0) {
            reports.keep(incidents.report(incident), traceparent);
        }
    }

    private static List<String> only(List<String> subscriptions, Predicate<String> which) {
        return subscriptions.stream().filter(which).toList();
    }
}
