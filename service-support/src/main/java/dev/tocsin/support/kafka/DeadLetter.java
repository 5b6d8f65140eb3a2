package dev.tocsin.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A record that cannot be used, kept as it came, with further headers under the names that SmallRye uses.
public final class DeadLetter {

    /// Kafka does not take larger records by default, and a record that came compressed may be larger: then the letter
    /// has only its place and the reason.
    private static final int MOST_BYTES = 900_000;

    /// Headers that a channel adds to each record that it reads.
    private static final String OF_CHANNELS = "__smallrye";

    private DeadLetter() {}

    /// The letter keeps the record's own headers, so that it can be sent again.
    ///
    /// @param reason one line that says what was wrong
    public static ProducerRecord<String, byte[]> record(ConsumerRecord<String, byte[]> record, String reason) {
        if (size(record) > MOST_BYTES) {
            return record(record.topic(), record.partition(), record.offset(), null, null, reason);
        }
        var letter = record(record.topic(), record.partition(), record.offset(), record.key(), record.value(), reason);
        for (var header : record.headers()) {
            if (!header.key().startsWith(OF_CHANNELS)) {
                letter.headers().add(header);
            }
        }
        return letter;
    }

    private static long size(ConsumerRecord<String, byte[]> record) {
        var size = record.value() == null ? 0L : record.value().length;
        size += record.key() == null ? 0 : record.key().getBytes(UTF_8).length;
        for (var header : record.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
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
