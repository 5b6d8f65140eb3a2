package dev.tocsin.probe.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.probe.Failures;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.SendWindow;
import dev.tocsin.probe.report.file.Spool;
import dev.tocsin.probe.report.file.Spool.SpooledEvent;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import dev.tocsin.support.operator.OperatorAlerts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the spool's events to Kafka in their order, on a thread of its own, the only one that ever waits for Kafka.
///
/// The channel's client retries for ever and keeps the order. If it fails all the same, all events that are not
/// acknowledged are sent again from the spool, one by one until Kafka takes one. An event that Kafka refuses three
/// times because of its content goes to the dead letters.
@Singleton
public final class SpoolSender {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolSender.class);
    private static final int MOST_IN_FLIGHT = 1000;
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration FORCE_EVERY = Duration.ofSeconds(1);
    private static final Duration AWAY_AFTER = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LEAST_APART = Duration.ofMinutes(1);
    private static final int NO_PARTITION = -1;

    private final Observation self;
    private final Spool spool;
    private final EventProducer producer;
    private final HealthEventSpans spans;
    private final EventWriter writer;
    private final OperatorAlerts alerts;
    private final Reporter reporter;
    private final Failures failures;
    private final InstantSource clock;
    private final SendWindow window = new SendWindow();
    private final Refusals refusals = new Refusals();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("spool sender").unstarted(this::run);
    private volatile boolean stopping;
    private boolean away;
    private boolean trusted;
    private long acknowledgedEvents;
    private @Nullable Throwable unexplained;
    private Instant progressAt;
    private Instant forcedAt;
    private @Nullable Instant troubleSaidAt;
    private long damageSaid;

    SpoolSender(
            Observation self,
            Spool spool,
            EventProducer producer,
            HealthEventSpans spans,
            EventWriter writer,
            OperatorAlerts alerts,
            Reporter reporter,
            Failures failures,
            InstantSource clock) {
        this.self = self;
        this.spool = spool;
        this.producer = producer;
        this.spans = spans;
        this.writer = writer;
        this.alerts = alerts;
        this.reporter = reporter;
        this.failures = failures;
        this.clock = clock;
        this.progressAt = clock.instant();
        this.forcedAt = progressAt;
    }

    public void start() {
        thread.start();
    }

    /// Gives waiting events the chance to be sent; the others stay in the spool.
    public void stop(Duration farewell) throws IOException, InterruptedException {
        stopping = true;
        if (!thread.join(farewell)) {
            thread.interrupt();
            thread.join(farewell);
        }
        spool.close();
    }

    private void run() {
        while (!stopping || isWorthGoingOn()) {
            try {
                step();
            } catch (InterruptedException e) {
                LOG.debug("Stopping on an interrupt", e);
                return;
            } catch (IOException e) {
                LOG.error("The spool cannot be read: {}", e.getMessage());
                LockSupport.parkNanos(FORCE_EVERY.toNanos());
            } catch (Throwable e) {
                failures.count("spool sender", e);
                LockSupport.parkNanos(FORCE_EVERY.toNanos());
            }
        }
    }

    /// Whether to go on sending while stopping.
    private synchronized boolean isWorthGoingOn() {
        return !away && !window.hasFailures() && spool.waiting() > 0;
    }

    private void step() throws IOException, InterruptedException {
        if (isToStartAnew()) {
            startAnew();
            LockSupport.parkNanos(FORCE_EVERY.toNanos());
        }
        if (isWindowFull()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        } else {
            var entry = spool.next(IDLE);
            if (entry.isPresent()) {
                send(entry.get());
            }
        }
        tend();
    }

    /// A first event shows whether Kafka takes any; until it does, and after a failure, only one event is on its way.
    private synchronized boolean isWindowFull() {
        return window.hasFailures() || window.size() >= (trusted ? MOST_IN_FLIGHT : 1);
    }

    private synchronized boolean isToStartAnew() {
        return window.hasFailures() && window.isSettled();
    }

    private synchronized void startAnew() {
        window.forget();
        spool.rewind();
    }

    private void send(SpooledEvent entry) {
        var number = entry.number();
        synchronized (this) {
            window.sent(number);
        }
        try {
            var reason = reasonToSetAside(number);
            if (reason.isPresent()) {
                setAside(entry, reason.get());
                return;
            }
            var record = record(entry);
            var sentAt = clock.instant();
            var _ = producer.sendHealthEvent(record)
                    .whenComplete((metadata, failure) -> done(number, sentAt, metadata, failure));
        } catch (JsonProcessingException e) {
            unreadable(number, e);
        } catch (Throwable e) {
            failed(number, e);
        }
    }

    private synchronized Optional<String> reasonToSetAside(long number) {
        return refusals.reasonToSetAside(number);
    }

    private ProducerRecord<String, byte[]> record(SpooledEvent entry) throws JsonProcessingException {
        var event = Json.mapper().readValue(entry.event(), HealthObserved.class);
        return CloudEvents.record(Topic.HEALTH_EVENTS, null, EventProducer.SOURCE, event, spans.record(event));
    }

    /// Puts the event on the dead letters; if Kafka refuses that too, the event is lost and counted.
    private void setAside(SpooledEvent entry, String reason) {
        var topic = Topic.HEALTH_EVENTS.topicName();
        var letter = DeadLetter.record(
                topic, NO_PARTITION, entry.number(), null, entry.event().getBytes(UTF_8), reason);
        switch (writer.write(List.of(letter))) {
            case Written _ -> {
                tell("A health event could not be sent and is now on %s: %s"
                        .formatted(Topic.DEAD_LETTERS.topicName(), reason));
                acknowledged(entry.number());
            }
            case Refused(var why) -> {
                reporter.lost();
                tell("A health event is lost: it could neither be sent (%s) nor put on %s (%s)"
                        .formatted(reason, Topic.DEAD_LETTERS.topicName(), why));
                acknowledged(entry.number());
            }
            case Unavailable _ -> settle(entry.number());
        }
    }

    private void tell(String why) {
        LOG.error("{}", why);
        alerts.raise(
                "dead-letters/" + Topic.HEALTH_EVENTS.topicName(),
                why + ". See the log of probe %s.".formatted(self.probe()));
    }

    private void done(long number, Instant sentAt, @Nullable RecordMetadata metadata, @Nullable Throwable failure) {
        if (failure != null) {
            failed(number, failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure);
            return;
        }
        if (metadata != null) {
            reporter.learn(sentAt, Instant.ofEpochMilli(metadata.timestamp()), clock.instant());
        }
        acknowledged(number);
    }

    private synchronized void acknowledged(long number) {
        progressAt = clock.instant();
        trusted = true;
        unexplained = null;
        acknowledgedEvents++;
        refusals.forget(number);
        spool.acknowledge(window.acknowledged(number));
    }

    private synchronized void unreadable(long number, JsonProcessingException failure) {
        refusals.addAll(number, failure);
        settle(number);
    }

    private synchronized void failed(long number, Throwable failure) {
        if (!stopping) {
            LOG.debug("Sending failed and starts again", failure);
        }
        if (Refusals.isOfContent(failure)) {
            LOG.warn("Kafka refuses a health event: {}", Unavailability.firstLine(failure));
            refusals.add(number, failure);
        } else if (!Unavailability.causes(failure) || failure instanceof ClusterAuthorizationException) {
            if (unexplained == null) {
                LOG.error("Health events cannot be sent: {}", Unavailability.firstLine(failure));
            }
            unexplained = failure;
        }
        settle(number);
    }

    private synchronized void settle(long number) {
        trusted = false;
        window.failed(number);
    }

    /// Notes how far Kafka has the events, forces waiting ones onto the disk, and reports when Kafka is away or the
    /// disk in trouble.
    private void tend() {
        spool.note();
        var now = clock.instant();
        var waiting = spool.waiting();
        if (waiting > 0 && Duration.between(forcedAt, now).compareTo(FORCE_EVERY) >= 0) {
            spool.force();
            forcedAt = now;
        }
        tellWhetherAway(now, waiting);
        tellOfTrouble(now);
    }

    private synchronized void tellWhetherAway(Instant now, long waiting) {
        var sinceProgress = Duration.between(progressAt, now);
        if (waiting == 0) {
            trusted &= sinceProgress.compareTo(FRESH) < 0;
            sinceProgress = Duration.ZERO;
        }
        var isAway = sinceProgress.compareTo(AWAY_AFTER) > 0;
        if (isAway && !away) {
            LOG.warn("Kafka is not available; {} health events wait", waiting);
        } else if (away && !isAway) {
            LOG.info("Kafka is available again; {} health events are being sent", waiting);
        }
        trusted &= !isAway;
        away = isAway;
    }

    /// Logs once a minute that the disk takes nothing, and once when it takes events again; operators are alerted to
    /// both.
    private void tellOfTrouble(Instant now) {
        var disk = "spool-disk/" + self.probe();
        var trouble = spool.trouble();
        if (trouble.isPresent()
                && (troubleSaidAt == null
                        || Duration.between(troubleSaidAt, now).compareTo(LEAST_APART) >= 0)) {
            troubleSaidAt = now;
            LOG.warn(
                    "The spool cannot be written to disk; {} health events are in memory only: {}",
                    spool.inMemory(),
                    trouble.get());
            alerts.raise(
                    disk,
                    "The spool of %s cannot be written (%s). Health events are sent from memory; if Kafka fails too, the oldest are lost. Make room on its disk."
                            .formatted(self.probe(), trouble.get()));
        } else if (trouble.isEmpty() && troubleSaidAt != null) {
            troubleSaidAt = null;
            LOG.info("The spool can be written to disk again");
            alerts.clear(disk, "The spool of %s can be written again.".formatted(self.probe()));
        }
        var damaged = spool.damaged();
        if (damaged > damageSaid) {
            LOG.error("The spool is damaged: {} health events were skipped; the others are sent", damaged);
            alerts.raise(
                    "spool-damage/" + self.probe(),
                    "The spool of %s is damaged: %d health events were skipped; the others are sent. Check its disk."
                            .formatted(self.probe(), damaged));
            damageSaid = damaged;
        }
    }

    /// Counts up with each event that Kafka has.
    public synchronized long acknowledgedEvents() {
        return acknowledgedEvents;
    }

    /// A failure that is neither about Kafka being away nor about an event, and after which no event arrived: the
    /// channel may not recover by itself.
    public synchronized Optional<String> unexplainedFailure() {
        return Optional.ofNullable(unexplained).map(Unavailability::firstLine);
    }

    public boolean isRunning() {
        return thread.isAlive();
    }
}
