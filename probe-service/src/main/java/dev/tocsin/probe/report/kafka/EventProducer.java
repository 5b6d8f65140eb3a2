package dev.tocsin.probe.report.kafka;

import dev.tocsin.support.kafka.KafkaSettings;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/// The probe's one producer. It never gives up on a record by itself, so that none overtakes another; whoever finds it
/// broken has it [renewed][#renew()].
@Singleton
public final class EventProducer {

    public static final String SOURCE = "tocsin/probe-service";

    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<String, byte[]> producer;

    EventProducer(@Identifier("default-kafka-broker") Map<String, Object> base) {
        settings = new HashMap<>(KafkaSettings.producer(base));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        // A new partition's leader takes the second batch of a producer of which it has heard nothing, and from then on
        // refuses the first: with one on the way there is no second.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
    }

    /// Blocks for up to 5 s while Kafka was never seen: not for threads on which asks depend.
    ///
    /// @throws KafkaException when there is no way to Kafka, not even a name that resolves
    public void send(ProducerRecord<String, byte[]> record, Callback callback) {
        var _ = producer().send(record, callback);
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    /// Ends what is on its way with an exception; the next record makes a new producer.
    void renew() {
        close(Duration.ZERO);
    }

    synchronized void close(Duration farewell) {
        if (producer != null) {
            producer.close(farewell);
            producer = null;
        }
    }
}
