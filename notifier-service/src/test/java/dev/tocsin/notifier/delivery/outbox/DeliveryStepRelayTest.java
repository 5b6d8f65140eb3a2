package dev.tocsin.notifier.delivery.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

final class DeliveryStepRelayTest {

    /// The producer waits for each record, so a thousand would take it an hour.
    @Test
    void whileKafkaIsAwayOneRecordIsTriedAndNotAThousand() {
        try (var producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1", ProducerConfig.MAX_BLOCK_MS_CONFIG, 200),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var records = Collections.nCopies(1_000, new ProducerRecord<>("tocsin.deliveries", "key", new byte[1]));

            assertThat(DeliveryStepRelay.handOver(producer, records))
                    .singleElement()
                    .extracting(Future::state)
                    .isEqualTo(Future.State.FAILED);
        }
    }
}
