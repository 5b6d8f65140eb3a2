package dev.tocsin.support.kafka;

import dev.tocsin.contract.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The client settings on which Tocsin's guarantees rest; the addresses and security settings of `base` are kept.
public final class KafkaSettings {

    private KafkaSettings() {}

    /// Loses nothing that was acknowledged: all replicas, idempotent, in order. Any client can read its records.
    public static Map<String, Object> producer(Map<String, ?> base) {
        return producer(base, Topic.INCIDENT_EVENTS);
    }

    /// The same, with the compression of this topic, so that the broker has no need to compress again.
    public static Map<String, Object> producer(Map<String, ?> base, Topic topic) {
        var settings = new HashMap<String, Object>(base);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, topic.compression());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    /// Misses nothing: begins at the earliest record and reads committed records only; the reader keeps its own
    /// positions.
    public static Map<String, Object> consumer(Map<String, ?> base) {
        var settings = new HashMap<String, Object>(base);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }
}
