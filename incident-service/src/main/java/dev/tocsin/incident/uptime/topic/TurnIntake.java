package dev.tocsin.incident.uptime.topic;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.incident.kafka.AcknowledgedWriter;
import dev.tocsin.incident.kafka.Backoff;
import dev.tocsin.incident.kafka.TopicSetup;
import dev.tocsin.incident.operator.OperatorAlerts;
import dev.tocsin.incident.uptime.Turn;
import dev.tocsin.incident.uptime.store.UptimeStore;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetter;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.Received.Unreadable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Keeps what `tocsin.status-history` tells, on a thread of its own. What was read is committed once it is stored; what
/// comes twice is stored once, by its number.
@ApplicationScoped
class TurnIntake {

    private static final Logger LOG = Logger.getLogger(TurnIntake.class);
    private static final String GROUP = "tocsin-uptime";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final TopicSetup topics;
    private final UptimeStore store;
    private final AcknowledgedWriter writer;
    private final OperatorAlerts alerts;
    private final Backoff backoff = new Backoff();
    private final Thread thread = Thread.ofPlatform().daemon().name("uptime").unstarted(this::run);
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;

    TurnIntake(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            TopicSetup topics,
            UptimeStore store,
            AcknowledgedWriter writer,
            OperatorAlerts alerts) {
        this.kafka = kafka;
        this.topics = topics;
        this.store = store;
        this.writer = writer;
        this.alerts = alerts;
    }

    void start(@Observes StartupEvent event) {
        topics.ready().thenRun(thread::start);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closed = true;
        var consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        thread.join(FAREWELL);
    }

    private void run() {
        while (!closed) {
            try (var consumer = new KafkaConsumer<String, byte[]>(settings())) {
                reading = consumer;
                consumer.subscribe(List.of(Topic.STATUS_HISTORY.topicName()));
                while (!closed) {
                    var records = consumer.poll(POLL);
                    if (!records.isEmpty()) {
                        keep(records);
                        consumer.commitSync();
                        backoff.reset();
                    }
                }
            } catch (WakeupException e) {
                LOG.debug("Closing", e);
            } catch (RuntimeException e) {
                LOG.warnf("Status history is not stored, and it is tried again in %s: %s", backoff.next(), e);
                backoff.sleep();
            }
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(KafkaSettings.consumer(kafka));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return settings;
    }

    private void keep(ConsumerRecords<String, byte[]> records) {
        var turns = new ArrayList<Turn>();
        for (var record : records) {
            switch (CloudEvents.read(record)) {
                case Known(CellStatusEvent event, var _, var _) ->
                    Turn.of(event).ifPresent(turns::add);
                case Known known ->
                    putAside(
                            record,
                            "%s does not belong here"
                                    .formatted(known.event().getClass().getSimpleName()));
                case Tombstone _ -> putAside(record, "the record has no value");
                case Unreadable(var reason) -> putAside(record, reason);
            }
        }
        var nextOffsets = new HashMap<TopicPartition, Long>();
        records.nextOffsets().forEach((partition, next) -> nextOffsets.put(partition, next.offset()));
        store.keep(turns, nextOffsets);
    }

    private void putAside(ConsumerRecord<String, byte[]> record, String reason) {
        LOG.warnf("Unreadable: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        writer.write(List.of(DeadLetter.record(record, reason)));
        alerts.raise(
                "dead-letters/" + record.topic(),
                "A record on %s cannot be read: %s. Uptime is counted without it.".formatted(record.topic(), reason));
    }
}
