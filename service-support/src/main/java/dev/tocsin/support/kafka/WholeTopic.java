package dev.tocsin.support.kafka;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/// All records that are committed in a topic now, read from its beginning, each partition in its order.
///
/// @param kafka the client settings with Kafka's address and the sign-in there
public record WholeTopic(Map<String, ?> kafka, Topic topic) {

    private static final Duration POLL = Duration.ofMillis(200);

    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public void read(Consumer<ConsumerRecord<String, byte[]>> to) {
        readFrom(Map.of(), records -> records.forEach(to));
    }

    /// Reads only the records from given offsets on.
    ///
    /// @param from the first offset to read, by partition; others are read from their beginning
    /// @param to receives the records as they come, many at a time
    /// @return the offset behind the last record, by partition
    /// @throws org.apache.kafka.common.KafkaException when Kafka does not answer
    public Map<Integer, Long> readFrom(Map<Integer, Long> from, Consumer<List<ConsumerRecord<String, byte[]>>> to) {
        try (var consumer = new KafkaConsumer<String, byte[]>(KafkaSettings.consumer(kafka))) {
            var partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            var ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            from.forEach(
                    (partition, offset) -> consumer.seek(new TopicPartition(topic.topicName(), partition), offset));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = new ArrayList<ConsumerRecord<String, byte[]>>();
                consumer.poll(POLL).forEach(records::add);
                if (!records.isEmpty()) {
                    to.accept(records);
                }
            }
            return ends.entrySet().stream()
                    .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        }
    }

    public List<ConsumerRecord<String, byte[]>> records() {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        read(records::add);
        return records;
    }

    /// The topic's events of one kind.
    public <E extends Event> List<E> events(Class<E> kind) {
        return records().stream()
                .map(CloudEvents::read)
                .flatMap(received -> received instanceof Received.Known known ? Stream.of(known.event()) : Stream.of())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
