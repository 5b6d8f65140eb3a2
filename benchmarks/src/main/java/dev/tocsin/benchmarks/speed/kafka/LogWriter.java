package dev.tocsin.benchmarks.speed.kafka;

import dev.tocsin.benchmarks.speed.QuietLog;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.TopicCreator;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// Writes a log as probes do, JSON with CloudEvents' headers and lz4, but with times of its own.
public final class LogWriter implements AutoCloseable {

    private static final String SOURCE = "tocsin/probe-service";
    private static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final KafkaProducer<String, byte[]> producer;

    private LogWriter(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /// Creates all topics, with so many partitions of the log.
    ///
    /// @throws KafkaException when they cannot be created
    public static void createTopics(Map<String, Object> kafka, int partitions) throws InterruptedException {
        try (var admin = Admin.create(kafka)) {
            var log = new NewTopic(Topic.HEALTH_EVENTS.topicName(), partitions, (short) 1)
                    .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"));
            admin.createTopics(List.of(log)).all().get();
            new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        } catch (ExecutionException e) {
            throw new KafkaException("the topics cannot be made", e.getCause());
        }
    }

    public static void write(Map<String, Object> kafka, QuietLog log) {
        var settings = KafkaSettings.producer(kafka, Topic.HEALTH_EVENTS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        try (var writer = new LogWriter(new KafkaProducer<>(settings))) {
            log.write(writer::append);
        }
    }

    private void append(@Nullable Integer partition, Instant appendedAt, HealthLogEvent event) {
        var _ = producer.send(new ProducerRecord<>(
                Topic.HEALTH_EVENTS.topicName(),
                partition,
                appendedAt.toEpochMilli(),
                event.key(),
                CloudEvents.data(event),
                CloudEvents.headers(SOURCE, event, TRACEPARENT)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
