package dev.tocsin.contract.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Records that cannot be used, kept as they came, under the header names that SmallRye gives them.
public final class DeadLetters {

    private DeadLetters() {}

    /// With the headers that it came with, so that it can be sent again.
    ///
    /// @param reason one line that says what was wrong
    public static ProducerRecord<String, byte[]> record(ConsumerRecord<String, byte[]> record, String reason) {
        var letter = record(record.topic(), record.partition(), record.offset(), record.key(), record.value(), reason);
        record.headers().forEach(letter.headers()::add);
        return letter;
    }

    public static ProducerRecord<String, byte[]> record(
            String topic, int partition, long offset, @Nullable String key, byte @Nullable [] value, String reason) {
        var letter = new ProducerRecord<String, byte[]>(Topic.DEAD_LETTERS.topicName(), key, value);
        letter.headers()
                .add("dead-letter-reason", reason.getBytes(UTF_8))
                .add("dead-letter-topic", topic.getBytes(UTF_8))
                .add("dead-letter-partition", Integer.toString(partition).getBytes(UTF_8))
                .add("dead-letter-offset", Long.toString(offset).getBytes(UTF_8));
        return letter;
    }
}
