package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@SharesStandalone
class PoisonRecordsIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    private static final List<Topic> READ = List.of(
            Topic.CATALOG,
            Topic.HEALTH_EVENTS,
            Topic.VANTAGE_POINTS,
            Topic.CELL_STATUS,
            Topic.CHANGES,
            Topic.PUBLIC_INCIDENTS,
            Topic.INCIDENTS,
            Topic.ACCESS_TOKENS,
            Topic.OPERATOR_ALERTS);

    @Test
    void poisonOnEveryTopicThatIsReadIsDeadLetteredWithItsReasonAndTheStreamsGoOn(Standalone tocsin) {
        var log = new Log(tocsin.kafka());
        READ.forEach(
                topic -> log.write(new ProducerRecord<>(topic.topicName(), "poison", "{\"half\": ".getBytes(UTF_8))));

        await("a dead letter from each topic")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(log.records(Topic.DEAD_LETTERS))
                        .extracting(letter -> header(letter, "dead-letter-topic"))
                        .containsAll(READ.stream().map(Topic::topicName).toList()));
        assertThat(log.records(Topic.DEAD_LETTERS))
                .filteredOn(letter -> "poison".equals(letter.key()))
                .allSatisfy(letter -> {
                    assertThat(header(letter, "dead-letter-reason")).startsWith("not a CloudEvent");
                    assertThat(letter.value()).isEqualTo("{\"half\": ".getBytes(UTF_8));
                });
        await("operators told")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(tocsin.operatorAlerts())
                        .extracting(alert -> alert.get("subject").asText())
                        .containsAll(READ.stream()
                                .map(topic -> "dead-letters/" + topic.topicName())
                                .toList()));

        tocsin.breakCell("search@eu", "errors");
        await("the stream goes on")
                .atMost(LONG)
                .until(() -> tocsin.openIncidents().size() == 1);
        tocsin.heal("search@eu");
        await("to its end").atMost(LONG).until(() -> tocsin.openIncidents().isEmpty());
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name)).value(), UTF_8);
    }
}
