package dev.tocsin.notifier.access.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.notifier.NotifierStack;
import dev.tocsin.support.access.SecretHash;
import dev.tocsin.support.kafka.CatchUp;
import dev.tocsin.support.kafka.Closing;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.DeadLetters;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class FollowedTokensTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.ACCESS_TOKENS.topicName(), 0);

    @Inject
    KafkaClientService clients;

    @Inject
    Closing closing;

    @Inject
    DeadLetters deadLetters;

    @Test
    void noTokenIsRightBeforeTheTopicWasReadToItsEnd() {
        var tokens = new FollowedTokens(
                new CatchUp("not-at-its-end", clients, closing), clients, deadLetters, Clock.systemUTC());

        tokens.read(records(new TokenIssued(
                "t1", "deploy-bot", List.of("status:read"), SecretHash.of("tocsin_right"), Instant.EPOCH, null)));

        assertThat(tokens.holder("tocsin_right")).isEmpty();
        assertThat(tokens.isRead()).isFalse();
        assertThat(new AccessTokensKnown(tokens).call().getStatus()).hasToString("DOWN");
    }

    private static ConsumerRecords<String, byte[]> records(TokenIssued token) {
        var written = CloudEvents.record(Topic.ACCESS_TOKENS, "tocsin/incident-service", token);
        var record = new ConsumerRecord<String, byte[]>(
                PARTITION.topic(), PARTITION.partition(), 0, written.key(), written.value());
        written.headers().forEach(record.headers()::add);
        return new ConsumerRecords<>(Map.of(PARTITION, List.of(record)), Map.of());
    }
}
