package dev.tocsin.incident.writer.outbox;

import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.incident.kafka.EventSource;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.incident.writer.store.Outbox.Letter;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.TransactionalWriter;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import dev.tocsin.support.operator.OperatorAlerts;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the outbox in order: each event of an incident, the incident's snapshot after it, and the part that customers
/// may read; and the events for the makers of changes. One Kafka transaction a batch.
///
/// It sends only while this instance writes. Its `transactional.id` is fixed, so that a new writer fences its
/// predecessor. A kill between Kafka's commit and the database's sends a batch again: numbers may repeat, never skip.
public final class Relay implements AutoCloseable, WatchedPart {

    static final String TRANSACTIONAL_ID = "tocsin-incident-outbox";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final String ALERT = "outbox";
    private static final int BATCH = 100;
    private static final int NAMED = 20;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LOOK_WHILE_BEHIND = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, ?> kafka;
    private final Outbox outbox;
    private final OperatorAlerts alerts;
    private final Set<String> acceptBehind;
    private final TransactionalWriter writer;
    private final Thread thread;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean writes;
    private volatile boolean closed;

    /// Empty until the database is compared with Kafka after this instance began to write.
    private volatile Optional<Renumbering> compared = Optional.empty();

    /// @param kafka Kafka's address and the credentials for it
    /// @param acceptBehind ids of incidents that the database may know in an older state than Kafka
    public Relay(Map<String, ?> kafka, Outbox outbox, OperatorAlerts alerts, Set<String> acceptBehind) {
        this.kafka = kafka;
        this.outbox = outbox;
        this.alerts = alerts;
        this.acceptBehind = Set.copyOf(acceptBehind);
        this.writer = new TransactionalWriter(kafka, TRANSACTIONAL_ID);
        this.thread = Thread.ofPlatform().daemon().name("outbox").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// This instance writes from here on.
    public void begin() {
        compared = Optional.empty();
        writes = true;
        signal.release();
    }

    /// To be called after events were stored.
    public void wake() {
        signal.release();
    }

    /// This instance writes no more.
    public void pause() {
        writes = false;
    }

    @Override
    public void close() {
        closed = true;
        signal.release();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public Work work() {
        if (thread.getState() == Thread.State.TERMINATED && !closed) {
            return new Broken("the thread of the outbox has stopped; see the log of incident-service");
        }
        return !writes || outbox.next(1).isEmpty()
                ? new None()
                : new Pending(sent.get(), "incident events are stored but not published yet");
    }

    private void run() {
        while (!closed) {
            await(LOOK);
            if (writes && !closed) {
                try {
                    relay();
                } catch (RuntimeException e) {
                    if (e instanceof KafkaException || Unavailability.causes(e)) {
                        LOG.warn("Incident events could not be published; next try soon: {}", e.toString());
                    } else {
                        LOG.error("Incident events could not be published; next try soon", e);
                    }
                }
            }
        }
    }

    /// Sends until this instance no longer writes, or something fails.
    private void relay() {
        try (writer) {
            if (writer.takeOver() instanceof Unavailable(var reason)) {
                throw new KafkaException(reason);
            }
            if (compared.isEmpty()) {
                var found = compare();
                found.ifPresent(this::publishMissing);
                compared = found;
            }
            var numbers = compared;
            if (numbers.isEmpty()) {
                await(LOOK_WHILE_BEHIND);
                return;
            }
            while (writes && !closed) {
                if (!sendBatch(numbers.get())) {
                    await(LOOK);
                }
            }
        }
    }

    private boolean sendBatch(Renumbering numbers) {
        var letters = outbox.next(BATCH);
        if (!letters.isEmpty()) {
            send(letters.stream().map(numbers::of).toList());
        }
        return !letters.isEmpty();
    }

    private void send(List<Letter> letters) {
        switch (write(letters)) {
            case Written _ -> {
                outbox.sent(letters);
                sent.incrementAndGet();
            }
            case Unavailable(var reason) -> throw new KafkaException(reason);
            case Refused(var reason) when letters.size() == 1 -> giveUp(letters.getFirst(), reason);
            case Refused _ -> letters.forEach(letter -> send(List.of(letter)));
        }
    }

    private WriteResult write(List<Letter> letters) {
        var dispatches = letters.stream().map(Dispatch::begin).toList();
        try {
            var result =
                    writer.write(dispatches.stream().flatMap(Dispatch::records).toList());
            dispatches.forEach(dispatch -> dispatch.ended(result));
            return result;
        } finally {
            dispatches.forEach(Dispatch::close);
        }
    }

    /// Gives up an event that Kafka never takes, because the events behind it are worth more.
    private void giveUp(Letter letter, String reason) {
        LOG.error("Kafka refuses {}: {}", letter.event().eventId(), reason);
        var aside = DeadLetter.record(
                Dispatch.topic(letter).topicName(),
                -1,
                letter.id(),
                letter.event().key(),
                null,
                reason);
        if (writer.write(List.of(aside)) instanceof Unavailable(var why)) {
            throw new KafkaException(why);
        }
        alerts.raise(
                "dead-letters/" + Dispatch.topic(letter).topicName(),
                "Kafka refuses the incident event %s: %s. It is not published; the incident's page shows it, but subscribers are not notified."
                        .formatted(letter.event().eventId(), reason));
        outbox.sent(List.of(letter));
    }

    /// A database that was restored from a backup would publish the same numbers again with other contents. It usually
    /// catches up by itself, because correlation reads the lost inputs again and decides the same.
    private Optional<Renumbering> compare() {
        var published = PublishedNumbers.ofEvents(kafka);
        var stored = outbox.numbersOf(published.keySet());
        var behind = new TreeMap<String, Long>();
        published.forEach((incident, number) -> {
            if (stored.getOrDefault(incident, 0L) < number) {
                behind.put(incident, number);
            }
        });
        var refused = behind.keySet().stream()
                .filter(incident -> !acceptBehind.contains(incident))
                .toList();
        if (!refused.isEmpty()) {
            LOG.warn("The database is behind Kafka for the incidents {}", refused);
            alerts.raise(
                    ALERT,
                    "The database knows an older state of %d incidents than Kafka has: %s. It may have been restored from an old backup. Nothing is published until it has caught up. Restore the right database, or accept this one with tocsin.outbox.accept-behind; see docs/operating.md."
                            .formatted(
                                    refused.size(),
                                    refused.stream()
                                            .limit(NAMED)
                                            .map(incident -> "%s (%d on Kafka, %d here)"
                                                    .formatted(
                                                            incident,
                                                            published.get(incident),
                                                            stored.getOrDefault(incident, 0L)))
                                            .collect(joining(", "))));
            return Optional.empty();
        }
        alerts.clear(ALERT, "The database has caught up with Kafka, or was accepted as it is.");
        published.keySet().retainAll(acceptBehind);
        return Optional.of(new Renumbering(published));
    }

    /// A release that did not write `tocsin.public-incidents` may have been the writer before. Each incident that it
    /// changed is published in its present public form, so that nobody waits for the incident's next event.
    private void publishMissing(Renumbering numbers) {
        var published = PublishedNumbers.ofPublicSnapshots(kafka);
        var after = "";
        while (writes && !closed) {
            var ids = outbox.behindInPublic(published, after, BATCH);
            if (ids.isEmpty()) {
                return;
            }
            var missing = outbox.publicSnapshots(
                    ids.stream().filter(id -> !numbers.concerns(id)).toList());
            publish(missing);
            after = ids.getLast();
        }
    }

    private void publish(List<PublicIncidentSnapshot> missing) {
        if (missing.isEmpty()) {
            return;
        }
        var records = missing.stream()
                .map(snapshot -> CloudEvents.record(Topic.PUBLIC_INCIDENTS, EventSource.NAME, snapshot))
                .toList();
        switch (writer.write(records)) {
            case Written _ -> LOG.info("{} incidents were published in their public form", records.size());
            case Unavailable(var reason) -> throw new KafkaException(reason);
            case Refused _ when records.size() > 1 -> missing.forEach(one -> publish(List.of(one)));
            case Refused(var reason) ->
                LOG.error("Kafka refuses {}: {}", missing.getFirst().eventId(), reason);
        }
    }

    private void await(Duration time) {
        try {
            if (signal.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
