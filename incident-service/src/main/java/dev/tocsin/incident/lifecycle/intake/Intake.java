package dev.tocsin.incident.lifecycle.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.incident.correlation.Correlator;
import dev.tocsin.incident.correlation.TraceEntry;
import dev.tocsin.incident.lifecycle.Told;
import dev.tocsin.incident.lifecycle.intake.Inputs.Heard;
import dev.tocsin.incident.lifecycle.intake.Inputs.Nothing;
import dev.tocsin.incident.lifecycle.intake.Inputs.Unusable;
import dev.tocsin.incident.lifecycle.outbox.Relay;
import dev.tocsin.incident.lifecycle.store.IncidentStore;
import dev.tocsin.incident.lifecycle.store.Ledger;
import dev.tocsin.support.kafka.Backoff;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.operator.OperatorAlerts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what the correlator hears, on a thread of its own, and stores what it decides: one transaction a poll.
///
/// The consumer group says who tries; the store's one row says who writes. Where to read on stands in the store, with
/// the state that it led to; Kafka's own offsets are not used. When the database is away, nothing is read until it is
/// back, and then what had been read but not stored is read again.
public final class Intake implements AutoCloseable {

    static final String GROUP = "tocsin-correlation";
    static final List<Topic> TOPICS = List.of(Topic.CATALOG, Topic.CELL_STATUS, Topic.CHANGES, Topic.MAINTENANCE);
    private static final Set<String> CAUSES = Set.of(Topic.CHANGES.topicName(), Topic.MAINTENANCE.topicName());

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, ?> kafka;
    private final IncidentStore store;
    private final OperatorAlerts alerts;
    private final Relay relay;
    private final Thread thread;
    private final Backoff backoff = new Backoff();
    private long notBefore = System.nanoTime();
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;

    private @Nullable Ledger ledger;

    /// Where changes and planned work ended when reading began; those that are not read so far yet.
    private final Map<TopicPartition, Long> causesAhead = new HashMap<>();

    private boolean readsAll;

    /// @param kafka where Kafka is, and how to sign in there
    public Intake(Map<String, ?> kafka, IncidentStore store, Relay relay, OperatorAlerts alerts) {
        this.kafka = kafka;
        this.store = store;
        this.alerts = alerts;
        this.relay = relay;
        this.thread = Thread.ofPlatform().daemon().name("correlation").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                readOn();
            } catch (WakeupException e) {
                LOG.debug("Closing", e);
            } catch (RuntimeException e) {
                LOG.error("Correlation starts over", e);
                pause();
            } finally {
                lose();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(backoff.next());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration wait(Duration pause) {
        notBefore = System.nanoTime() + pause.toNanos();
        return pause;
    }

    private void readOn() {
        try (var consumer = new KafkaConsumer<String, byte[]>(consumerSettings());
                var deadLetters = new KafkaProducer<String, byte[]>(KafkaSettings.producer(kafka))) {
            reading = consumer;
            consumer.subscribe(TOPICS.stream().map(Topic::topicName).toList(), new Assignment(consumer));
            while (!closed) {
                step(consumer, deadLetters);
            }
        }
    }

    private Map<String, Object> consumerSettings() {
        var settings = new HashMap<>(KafkaSettings.consumer(kafka));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(RangeAssignor.class));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        return settings;
    }

    /// Goes on polling while it backs off, so that it stays in the group.
    private void step(KafkaConsumer<String, byte[]> consumer, Producer<String, byte[]> deadLetters) {
        if (ledger == null && !consumer.assignment().isEmpty() && System.nanoTime() - notBefore >= 0) {
            load(consumer);
        }
        var records = consumer.poll(POLL);
        var before = ledger;
        if (before != null && !records.isEmpty()) {
            take(consumer, before, records, deadLetters);
        }
        var after = ledger;
        if (after != null && !readsAll) {
            resume(consumer, after);
        }
    }

    private void take(
            KafkaConsumer<String, byte[]> consumer,
            Ledger before,
            ConsumerRecords<String, byte[]> records,
            Producer<String, byte[]> deadLetters) {
        try {
            handle(before, records, deadLetters);
            backoff.reset();
        } catch (RuntimeException e) {
            if (!(e instanceof KafkaException) && !Unavailability.causes(e)) {
                throw e;
            }
            LOG.warn("Nothing was stored, and it is tried again in {}: {}", wait(backoff.next()), e.toString());
            ledger = null;
        }
        if (ledger == null) {
            consumer.pause(consumer.assignment());
        }
    }

    /// Before there is a catalog nothing else is read: who depends on whom has to be known first. Then what was
    /// changed and planned meanwhile, before what broke: a change that is heard of early is suspected all the same,
    /// one that is heard of when its outage is over is not.
    private void resume(KafkaConsumer<String, byte[]> consumer, Ledger ledger) {
        causesAhead.entrySet().removeIf(cause -> consumer.position(cause.getKey()) >= cause.getValue());
        var readable = consumer.assignment().stream()
                .filter(partition -> isReadable(partition.topic(), ledger))
                .toList();
        consumer.resume(readable);
        readsAll = readable.size() == consumer.assignment().size();
    }

    private boolean isReadable(String topic, Ledger ledger) {
        return hasNoCatalog(ledger)
                ? topic.equals(Topic.CATALOG.topicName())
                : causesAhead.isEmpty() || !topic.equals(Topic.CELL_STATUS.topicName());
    }

    private static boolean hasNoCatalog(Ledger ledger) {
        return ledger.state().landscape().catalog().version() == 0;
    }

    private void load(KafkaConsumer<String, byte[]> consumer) {
        try {
            var loaded = store.load();
            for (var partition : consumer.assignment()) {
                var offset = loaded.offsets().get(partition);
                if (offset == null) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seek(partition, offset);
                }
            }
            ledger = loaded;
            causesAhead.clear();
            causesAhead.putAll(consumer.endOffsets(consumer.assignment().stream()
                    .filter(partition -> CAUSES.contains(partition.topic()))
                    .toList()));
            resume(consumer, loaded);
            LOG.info("Correlation goes on at revision {} from {}", loaded.revision(), loaded.offsets());
            relay.begin();
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
            LOG.warn("The database does not answer; asked again in {}: {}", wait(backoff.next()), e.toString());
        }
    }

    private void handle(Ledger before, ConsumerRecords<String, byte[]> records, Producer<String, byte[]> deadLetters) {
        var state = before.state();
        var told = new ArrayList<Told>();
        var held = new ArrayList<ChangeHeld>();
        var trace = new ArrayList<TraceEntry>();
        for (var record : records) {
            switch (Inputs.of(record)) {
                case Heard(var input) -> {
                    var decision = Correlator.decide(state, input);
                    state = decision.next();
                    told.addAll(decision.told());
                    held.addAll(decision.held());
                    trace.addAll(decision.trace());
                }
                case Nothing() -> {}
                case Unusable(var reason) -> bury(record, reason, deadLetters);
            }
        }
        ledger = store.store(before, state, offsets(records), told, held, trace).orElse(null);
        if (ledger == null) {
            LOG.info("Another writer was there; reading on from what it stored");
        } else if (!told.isEmpty() || !held.isEmpty()) {
            told.forEach(one -> LOG.info(
                    "incident={} {}",
                    one.incident().id(),
                    one.event().getClass().getSimpleName()));
            relay.wake();
        }
    }

    private static Map<TopicPartition, Long> offsets(ConsumerRecords<String, byte[]> records) {
        var offsets = new HashMap<TopicPartition, Long>();
        records.nextOffsets().forEach((partition, next) -> offsets.put(partition, next.offset()));
        return offsets;
    }

    /// Before anything is stored, so that a kill in between buries twice rather than never.
    private void bury(ConsumerRecord<String, byte[]> record, String reason, Producer<String, byte[]> deadLetters) {
        LOG.warn("Dead letter {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), reason);
        try {
            deadLetters.send(DeadLetter.record(record, reason)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("the dead letter could not be sent", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        alerts.raise(
                "dead-letters/" + record.topic(),
                "A record on %s could not be used and was put aside: %s".formatted(record.topic(), reason));
    }

    private void lose() {
        ledger = null;
        relay.pause();
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte[]> consumer;

        Assignment(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        /// Nothing is read before the state is loaded.
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            backoff.reset();
            notBefore = System.nanoTime();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            lose();
        }
    }
}
