package dev.tocsin.incident.writer.intake;

import dev.tocsin.contract.Topic;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.incident.writer.intake.DecisionWriter.StoredDecisions;
import dev.tocsin.incident.writer.outbox.Relay;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Ledger;
import dev.tocsin.support.kafka.Backoff;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Unavailability;
import dev.tocsin.support.progress.WatchedPart;
import dev.tocsin.support.progress.Work;
import dev.tocsin.support.progress.Work.Broken;
import dev.tocsin.support.progress.Work.None;
import dev.tocsin.support.progress.Work.Pending;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the correlator's inputs with a thread and a plain consumer of its own: one transaction a poll.
///
/// The consumer group decides which instance tries; the store's one row decides which one writes. The store has the
/// next offsets, with the state that they led to; Kafka's are not used. When the database is away, nothing is read
/// until it is back, and records read but not stored are read again. Decision 7 says why this is not a channel.
public final class CorrelatorIntake implements AutoCloseable, WatchedPart {

    /// Decides on an input; a pure function.
    public interface InputDecider {
        CorrelationDecision decide(Correlation state, Input input);
    }

    /// Puts a record on the dead letters and alerts operators.
    public interface DeadLetterSink {
        void put(ConsumerRecord<String, byte[]> record, String reason);
    }

    static final String GROUP = "tocsin-correlation";
    static final List<Topic> TOPICS = List.of(Topic.CATALOG, Topic.CELL_STATUS, Topic.CHANGES, Topic.MAINTENANCE);
    private static final Set<String> CAUSES = Set.of(Topic.CHANGES.topicName(), Topic.MAINTENANCE.topicName());

    private static final Logger LOG = LoggerFactory.getLogger(CorrelatorIntake.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, ?> kafka;
    private final MeterRegistry metrics;
    private final IncidentStore store;
    private final DecisionWriter decisions;
    private final Relay relay;
    private final Thread thread;
    private final Backoff backoff = new Backoff();
    private long notBefore = System.nanoTime();
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;

    private @Nullable Ledger ledger;

    /// The ends of changes and planned work when reading began, as far as they are not reached yet.
    private final Map<TopicPartition, Long> causesAhead = new HashMap<>();

    private boolean readsAll;

    private final AtomicLong progress = new AtomicLong();
    private volatile long steppedAt = System.nanoTime();
    private volatile String undone = "";

    /// @param kafka Kafka's address and the credentials for it
    /// @param core makes the decisions
    /// @param aside takes records that cannot be used
    public CorrelatorIntake(
            Map<String, ?> kafka,
            IncidentStore store,
            Relay relay,
            InputDecider core,
            DeadLetterSink aside,
            MeterRegistry metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
        this.store = store;
        this.decisions = new DecisionWriter(store, core, aside);
        this.relay = relay;
        this.thread = Thread.ofPlatform().daemon().name("correlation").unstarted(this::run);
    }

    public void start() {
        steppedAt = System.nanoTime();
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
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
        return "correlation";
    }

    /// An instance without partitions has nothing to do, and neither has one that was not started yet.
    @Override
    public Work work() {
        if (thread.getState() == Thread.State.TERMINATED && !closed) {
            return new Broken("correlation has stopped; see the log of incident-service");
        }
        if (closed || thread.getState() == Thread.State.NEW) {
            return new None();
        }
        var stepped = Duration.ofNanos(System.nanoTime() - steppedAt);
        if (stepped.compareTo(LONGEST_STEP) > 0) {
            return new Pending(progress.get(), "one step of correlation has not finished");
        }
        return undone.isEmpty() ? new None() : new Pending(progress.get(), undone);
    }

    private void run() {
        while (!closed) {
            try {
                readOn();
            } catch (WakeupException e) {
                LOG.debug("Closing", e);
            } catch (CancellationException e) {
                LOG.debug("The service is stopping", e);
            } catch (RuntimeException e) {
                undone = "correlation fails: " + Unavailability.firstLine(e);
                LOG.error("Correlation failed and restarts", e);
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
                var meters = new KafkaClientMetrics(consumer)) {
            meters.bindTo(metrics);
            reading = consumer;
            consumer.subscribe(TOPICS.stream().map(Topic::topicName).toList(), new RebalanceListener(consumer));
            while (!closed) {
                step(consumer);
                undone = undone(consumer);
                steppedAt = System.nanoTime();
            }
        }
    }

    private Map<String, Object> consumerSettings() {
        var settings = new HashMap<>(KafkaSettings.consumer(kafka));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(RangeAssignor.class));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        return settings;
    }

    /// Keeps polling while it backs off, so that it stays in the group.
    private void step(KafkaConsumer<String, byte[]> consumer) {
        if (ledger == null && !consumer.assignment().isEmpty() && System.nanoTime() - notBefore >= 0) {
            load(consumer);
        }
        var records = consumer.poll(POLL);
        var before = ledger;
        if (before != null && !records.isEmpty()) {
            take(consumer, before, records);
        }
        var after = ledger;
        if (after != null && !readsAll) {
            resume(consumer, after);
        }
    }

    private String undone(KafkaConsumer<String, byte[]> consumer) {
        if (consumer.assignment().isEmpty()) {
            return "";
        }
        if (ledger == null) {
            return "the state of correlation is not loaded from the database yet";
        }
        var lag = consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
        return lag == 0 ? "" : "%d records are not correlated yet".formatted(lag);
    }

    private void take(KafkaConsumer<String, byte[]> consumer, Ledger before, ConsumerRecords<String, byte[]> records) {
        try {
            var stored = decisions.handle(before, records);
            ledger = stored.map(StoredDecisions::ledger).orElse(null);
            if (stored.isEmpty()) {
                LOG.info("Another instance wrote in the meantime; continuing from the state that it stored");
            } else if (stored.get().told()) {
                relay.wake();
            }
            progress.incrementAndGet();
            backoff.reset();
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
            LOG.warn("The decisions could not be stored; next try in {}: {}", wait(backoff.next()), e.toString());
            ledger = null;
        }
        if (ledger == null) {
            consumer.pause(consumer.assignment());
        }
    }

    /// Before there is a catalog nothing else is read, because the dependencies have to be known first. Then
    /// come the changes and planned work that are waiting, and then cell statuses: a change that arrives
    /// early is suspected all the same, one that arrives when its outage is over is not.
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
        return ledger.state().graph().catalog().version() == 0;
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
            LOG.info("Correlation continues at revision {} from {}", loaded.revision(), loaded.offsets());
            progress.incrementAndGet();
            relay.begin();
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
            LOG.warn("The database is not available; next try in {}: {}", wait(backoff.next()), e.toString());
        }
    }

    private void lose() {
        ledger = null;
        relay.pause();
    }

    private final class RebalanceListener implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, byte[]> consumer;

        RebalanceListener(KafkaConsumer<String, byte[]> consumer) {
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
