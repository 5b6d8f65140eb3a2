package dev.tocsin.benchmarks.history.kafka;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.TopicCreator;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/// Sets the topics of the contract so that records may have past times and stay, and then resets them to the contract.
final class PastTopics {

    /// Longer than any past. The status changes of a past stay in one segment, which no compaction touches before
    /// correlation has read it. The contract does not set segments, so this setting may stay.
    private static final Duration ONE_SEGMENT = Duration.ofDays(100);

    private final Admin admin;

    PastTopics(Admin admin) {
        this.admin = admin;
    }

    void open() {
        new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        alter(
                Topic.HEALTH_EVENTS,
                set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime"),
                set(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        alter(Topic.CELL_STATUS, set(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(ONE_SEGMENT.toMillis())));
    }

    /// @throws KafkaException when a topic differs from the contract afterwards
    void close() {
        var kept = Objects.requireNonNull(Topic.HEALTH_EVENTS.time()).toMillis();
        alter(
                Topic.HEALTH_EVENTS,
                set(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"),
                set(TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept)));
        var differences = new TopicCreator(admin).create(EnumSet.allOf(Topic.class));
        if (!differences.isEmpty()) {
            throw new KafkaException("Topics differ from what Tocsin needs: " + String.join("; ", differences));
        }
    }

    private void alter(Topic topic, AlterConfigOp... settings) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        try {
            admin.incrementalAlterConfigs(Map.of(resource, Arrays.asList(settings)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("%s cannot be altered".formatted(topic.topicName()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    }
}
