package dev.tocsin.incident.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.KafkaSettings;
import dev.tocsin.support.kafka.Received.Known;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// Reads the latest events of a topic of one partition when somebody looks at them, so that nothing is kept for
/// them.
@ApplicationScoped
public class TopicTail {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;

    TopicTail(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = KafkaSettings.consumer(kafka);
    }

    /// In the order of the topic.
    ///
    /// @param most the number of offsets that are read; a compacted topic has fewer records
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer within seconds
    public List<Event> last(Topic topic, long most) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var partition = new TopicPartition(topic.topicName(), 0);
        try (var consumer = new KafkaConsumer<String, byte[]>(kafka)) {
            var end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            var begin = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            consumer.assign(List.of(partition));
            consumer.seek(partition, Math.max(begin, end - most));
            var events = new ArrayList<Event>();
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > until) {
                    throw new TimeoutException("Kafka does not give the latest records of " + topic.topicName());
                }
                for (var record : consumer.poll(POLL)) {
                    if (CloudEvents.read(record) instanceof Known(var event, var _, var _)) {
                        events.add(event);
                    }
                }
            }
            return events;
        }
    }
}
