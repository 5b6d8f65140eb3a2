package dev.tocsin.benchmarks.history.kafka;

import dev.tocsin.benchmarks.history.Tape;
import dev.tocsin.benchmarks.speed.stream.DetectionMain;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.standalone.Trouble;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/// Writes a past into a broker on which nothing else runs yet, while real detection reads it.
///
/// It must be done before incident-service starts, because that service's ticks move every clock to the present.
public final class KafkaTape implements Tape, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Admin admin;
    private final PastTopics topics;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> statuses;
    private final KafkaStreams detection;
    private final Clock clock;
    private final Map<Integer, Instant> clocks = new HashMap<>();

    private KafkaTape(String bootstrap, Path folder, Clock clock) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrap);
        this.clock = clock;
        admin = Admin.create(kafka);
        topics = new PastTopics(admin);
        topics.open();
        var settings = KafkaSettings.producer(kafka, Topic.HEALTH_EVENTS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        producer = new KafkaProducer<>(settings);
        statuses = new KafkaConsumer<>(KafkaSettings.consumer(kafka));
        var partition = new TopicPartition(Topic.CELL_STATUS.topicName(), 0);
        statuses.assign(List.of(partition));
        statuses.seekToBeginning(List.of(partition));
        detection = DetectionMain.ofPast(bootstrap, folder);
        detection.start();
    }

    /// @param folder for the files of Kafka Streams
    public static KafkaTape start(String bootstrap, Path folder, Clock clock) {
        return new KafkaTape(bootstrap, folder, clock);
    }

    @Override
    public void write(Recorded recorded) {
        var event = Objects.requireNonNull(recorded.event(), "a past without tombstones");
        var _ = producer.send(new ProducerRecord<>(
                recorded.topic().topicName(),
                recorded.partition(),
                recorded.appendedAt().toEpochMilli(),
                recorded.key(),
                CloudEvents.data(event),
                CloudEvents.headers(source(event), event, null)));
    }

    private static String source(Event event) {
        return event instanceof HealthObserved ? "tocsin/probe-service" : "tocsin/incident-service";
    }

    @Override
    public void awaitDetection(Instant time) {
        producer.flush();
        var end = clock.instant().plus(PATIENCE);
        while (!haveCome(time)) {
            if (clock.instant().isAfter(end)) {
                throw new Trouble("Detection has not reached %s within %s.".formatted(time, PATIENCE));
            }
            for (var record : statuses.poll(POLL)) {
                if (CloudEvents.read(record) instanceof Known(ClockAdvanced come, var _, var _)) {
                    clocks.put(come.partition(), come.time());
                }
            }
        }
    }

    private boolean haveCome(Instant time) {
        return clocks.size() == Topic.HEALTH_EVENTS.partitions()
                && clocks.values().stream().noneMatch(come -> come.isBefore(time));
    }

    /// Stops detection and leaves everything as the service expects it.
    public void finish() {
        detection.close(new KafkaStreams.CloseOptions().timeout(PATIENCE).leaveGroup(true));
        topics.close();
    }

    @Override
    public void close() {
        detection.close(Duration.ZERO);
        statuses.close();
        producer.close();
        admin.close();
    }
}
