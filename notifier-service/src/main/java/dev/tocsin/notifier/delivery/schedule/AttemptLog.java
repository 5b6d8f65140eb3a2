package dev.tocsin.notifier.delivery.schedule;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tocsin.notifier.background.Loop;
import dev.tocsin.notifier.delivery.Contact;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.store.DeliveryResults;
import dev.tocsin.notifier.delivery.store.DeliveryResults.Attempted;
import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import dev.tocsin.support.kafka.Unavailability;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the results of attempts, many in one statement. If the service crashes first, the deliveries are tried again
/// when their leases end. If the database is away, the results are written when it is back.
///
/// At most [#MOST] results wait to be written. A further attempt keeps its place until its result has room, so that
/// claims stop while results are late.
final class AttemptLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);
    static final int MOST = 500;
    private static final Duration GATHERING = Duration.ofMillis(20);
    private static final Duration IDLE = Duration.ofMillis(250);

    /// @param contact null when the attempt says nothing about the receiver
    record LoggedAttempt(
            String subscription,
            Attempted attempted,
            @Nullable Contact contact) {}

    private final DeliveryResults results;
    private final Receivers receivers;
    private final EndpointAlerts endpoints;
    private final Clock clock;
    private final BlockingQueue<LoggedAttempt> waiting = new ArrayBlockingQueue<>(MOST);
    private final List<LoggedAttempt> batch = new ArrayList<>();
    private final Loop loop;

    AttemptLog(DeliveryResults results, Receivers receivers, EndpointAlerts endpoints, Clock clock) {
        this.results = results;
        this.receivers = receivers;
        this.endpoints = endpoints;
        this.clock = clock;
        this.loop = Loop.start("attempt-log", Duration.ZERO, this::write);
    }

    /// Waits while too many results are not written.
    void add(LoggedAttempt entry) {
        try {
            waiting.put(entry);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Results that could not be written stay in the batch.
    private boolean write() {
        try {
            gather();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        writeBatch();
        return true;
    }

    private void gather() throws InterruptedException {
        if (batch.isEmpty()) {
            var first = waiting.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return;
            }
            batch.add(first);
        }
        var until = System.nanoTime() + GATHERING.toNanos();
        while (batch.size() < MOST) {
            waiting.drainTo(batch, MOST - batch.size());
            var left = until - System.nanoTime();
            if (batch.size() == MOST || left <= 0) {
                return;
            }
            var next = waiting.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                batch.add(next);
            }
        }
    }

    private void writeBatch() {
        if (batch.isEmpty()) {
            return;
        }
        var written = settle();
        batch.clear();
        try {
            noteReceivers(written);
        } catch (RuntimeException e) {
            LOG.warn("Slow and failing receivers could not be recorded: {}", e.toString());
        }
    }

    /// A result that cannot be written at all must not keep the others from being written.
    private List<LoggedAttempt> settle() {
        try {
            results.settle(batch.stream().map(LoggedAttempt::attempted).toList());
            return List.copyOf(batch);
        } catch (RuntimeException e) {
            if (Unavailability.causes(e)) {
                throw e;
            }
            return batch.stream().filter(this::isSettledAlone).toList();
        }
    }

    private boolean isSettledAlone(LoggedAttempt entry) {
        try {
            results.settle(List.of(entry.attempted()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "delivery={} is tried again when its lease ends: {}",
                    entry.attempted().attempt().id(),
                    e.toString());
            return false;
        }
    }

    private void noteReceivers(List<LoggedAttempt> written) {
        var contacts = new HashMap<String, Contact>();
        for (var entry : written) {
            if (entry.contact() != null) {
                contacts.put(entry.subscription(), entry.contact());
            }
        }
        if (!contacts.isEmpty()) {
            var changes = receivers.note(contacts);
            changes.paused().forEach(endpoints::paused);
            changes.resumed().forEach(endpoints::resumed);
        }
        var retrying = subscriptions(written, entry -> entry.attempted().next() instanceof Due);
        if (!retrying.isEmpty()) {
            results.giveUpForThoseWhoLeft(retrying, clock.instant());
        }
    }

    private static Set<String> subscriptions(List<LoggedAttempt> entries, Predicate<LoggedAttempt> which) {
        return entries.stream().filter(which).map(LoggedAttempt::subscription).collect(toUnmodifiableSet());
    }

    /// Writes the results that are left.
    @Override
    public void close() {
        loop.close();
        try {
            while (!batch.isEmpty() || !waiting.isEmpty()) {
                waiting.drainTo(batch, Math.max(0, MOST - batch.size()));
                writeBatch();
            }
        } catch (RuntimeException e) {
            LOG.warn("{} attempts are repeated when their leases end: {}", batch.size() + waiting.size(), e.toString());
        }
    }
}
