package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Reads the latest events of a topic of one partition when somebody looks at them, so that nothing is kept for
/// them.
@ApplicationScoped
public class TopicTail {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;

    TopicTail(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /// In the order of the topic.
    ///
    /// @param most the number of offsets that are read; a compacted topic has fewer records
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer within seconds
    public List<Event> last(Topic topic, long most) {
        var partition = new TopicPartition(topic.topicName(), 0);
        try (var consumer = new BoundedConsumer(kafka, PATIENCE)) {
            var end = consumer.end(partition);
            var events = new ArrayList<Event>();
            consumer.read(partition, Math.max(consumer.begin(partition), end - most), end, record -> {
                if (CloudEvents.read(record) instanceof Known(var event, var _, var _)) {
                    events.add(event);
                }
                return true;
            });
            return events;
        }
    }
}
