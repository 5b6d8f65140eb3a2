package dev.tocsin.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.WriteResult.Refused;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.transactions.KafkaTransactions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a writer of transactions promises, on real Kafka; and that a channel does not, which decision 7 rests on.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "needs", value = "kafka,smtp")})
class TransactionalWriterTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TopicSetup topics;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    @Inject
    @Channel("transactions")
    KafkaTransactions<ProducerRecord<String, byte[]>> channel;

    private final String batch = UUID.randomUUID().toString();

    @BeforeEach
    void topicsExist() {
        topics.ready().toCompletableFuture().join();
    }

    @Test
    void aWriterThatWasFencedTakesOverAgain() {
        try (var first = new TransactionalWriter(kafka, "fenced-writer");
                var second = new TransactionalWriter(kafka, "fenced-writer")) {
            assertThat(first.write(records("one"))).isInstanceOf(Written.class);
            assertThat(second.takeOver()).isInstanceOf(Written.class);

            var fenced = first.write(records("two"));
            var again = first.write(records("three"));

            assertThat(fenced).isInstanceOf(Unavailable.class);
            assertThat(again).isInstanceOf(Written.class);
            awaitCommitted("one", "three");
        }
    }

    /// If this fails, a channel may do instead of [TransactionalWriter].
    @Test
    void aChannelThatWasFencedNeverWritesAgain() {
        sendByChannel("one");
        try (var other = new TransactionalWriter(kafka, "transactions-in-tests")) {
            assertThat(other.takeOver()).isInstanceOf(Written.class);
        }

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> sendByChannel("two")).isNotNull();
        }

        awaitCommitted("one");
    }

    @Test
    void ofABatchThatIsRefusedNothingIsWritten() {
        try (var writer = new TransactionalWriter(kafka, "refused-writer")) {
            var small = record("small");
            var huge = new ProducerRecord<>(Topic.CHANGES.topicName(), batch, new byte[2_000_000]);

            assertThat(writer.write(List.of(small, huge))).isInstanceOf(Refused.class);
            assertThat(committed()).isEmpty();
            assertThat(writer.write(List.of(small))).isInstanceOf(Written.class);
            awaitCommitted("small");
        }
    }

    @Test
    void withoutKafkaItIsUnavailable() {
        try (var writer = new TransactionalWriter(Map.of("bootstrap.servers", "127.0.0.1:9"), "no-kafka")) {
            assertThat(writer.write(records("one"))).isInstanceOf(Unavailable.class);
        }
    }

    private void sendByChannel(String value) {
        channel.withTransaction(emitter -> {
                    emitter.send(record(value));
                    return Uni.createFrom().voidItem();
                })
                .await()
                .atMost(SOON);
    }

    private List<ProducerRecord<String, byte[]>> records(String value) {
        return List.of(record(value));
    }

    private ProducerRecord<String, byte[]> record(String value) {
        return new ProducerRecord<>(Topic.CHANGES.topicName(), batch, value.getBytes(UTF_8));
    }

    /// Kafka shows readers the end of a transaction a moment after it has told the writer.
    private void awaitCommitted(String... values) {
        await().untilAsserted(() -> assertThat(committed()).containsExactly(values));
    }

    private List<String> committed() {
        return new WholeTopic(kafka, Topic.CHANGES)
                .records().stream()
                        .filter(record -> batch.equals(record.key()))
                        .map(record -> new String(record.value(), UTF_8))
                        .toList();
    }
}
