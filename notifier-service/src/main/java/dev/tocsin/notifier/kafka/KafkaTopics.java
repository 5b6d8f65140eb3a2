package dev.tocsin.notifier.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.TopicCreator;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The topics that this service reads and writes.
@ApplicationScoped
public class KafkaTopics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);

    private static final List<Topic> USED = List.of(
            Topic.CATALOG,
            Topic.INCIDENT_EVENTS,
            Topic.MAINTENANCE,
            Topic.DELIVERIES,
            Topic.OPERATOR_ALERTS,
            Topic.DEAD_LETTERS);

    private final Map<String, Object> base;

    KafkaTopics(@Identifier("default-kafka-broker") Map<String, Object> base) {
        this.base = base;
    }

    /// @throws org.apache.kafka.common.KafkaException when Kafka is away
    public void create() {
        try (var admin = Admin.create(base)) {
            new TopicCreator(admin).create(USED).forEach(difference -> LOG.warn("Topic {}", difference));
        }
    }
}
