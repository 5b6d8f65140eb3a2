package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.kafka.OddRecords;
import dev.tocsin.stack.kafka.OddRecords.Odd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Odd records on each topic that this service reads stop nothing, and a right event afterwards has its effect. What
/// is unusable among incidents, maintenance and tokens becomes a dead letter with its reason; on the other topics that
/// is up to another service. The records speak of a region of their own, so that no subscriber to another region gets a
/// notice.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class OddRecordsTest {

    private static final Path GOLDEN = Path.of("../contract/src/test/resources/golden");
    private static final int EACH = Integer.getInteger("fuzz.records", 100);
    private static final Duration DONE = Duration.ofSeconds(60);

    @TestHTTPResource(value = "/health", management = true)
    URI health = URI.create("");

    private final Map<Integer, Odd> sent = new HashMap<>();
    private final long seed = Long.getLong("seed", System.nanoTime());

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @Test
    void oddRecordsOnEveryTopicStopNothing() {
        var odd = new OddRecords(GOLDEN, OddRecordsTest::elsewhere, new Random(seed));

        for (var round = 0; round < EACH; round++) {
            send(odd.any(Topic.PUBLIC_INCIDENTS.topicName(), "tocsin.public_incident."));
            send(odd.any(Topic.MAINTENANCE.topicName(), "tocsin.maintenance."));
            send(odd.any(Topic.ACCESS_TOKENS.topicName(), "tocsin.access_token."));
            send(odd.unusable(Topic.CATALOG.topicName(), "tocsin.catalog."));
            send(odd.unusable(Topic.OPERATOR_ALERTS.topicName(), "tocsin.operator_alert."));
            send(odd.unusable(Topic.DELIVERIES.topicName(), "tocsin.delivery."));
        }

        var handledHere = new HashMap<>(sent);
        handledHere.values().removeIf(each -> !isHandledHere(each));
        assertThat(sent).as("seed %d: taken by Kafka", seed).hasSizeGreaterThan(EACH);
        assertThat(handledHere.values()).as("seed %d", seed).anyMatch(Odd::unusable);
        await().atMost(DONE)
                .untilAsserted(() -> assertThat(OddRecords.missingLetters(handledHere, kafka.read(Topic.DEAD_LETTERS)))
                        .as("seed %d: without a dead letter", seed)
                        .isEmpty());
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        var events = story.whole("na");
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(0, 3));
        await("seed %d: the opening of a right incident".formatted(seed))
                .atMost(SOON)
                .until(() -> receiver.notices(story).size() == 1);
        kafka.write(Topic.PUBLIC_INCIDENTS, events);
        await("seed %d: its end".formatted(seed))
                .atMost(SOON)
                .until(() -> receiver.notices(story).size() == 2);
        await().atMost(SOON).untilAsserted(() -> {
            for (var path : new String[] {"/live", "/ready"}) {
                var answer = given().get(health + path);
                assertThat(answer.statusCode())
                        .as("seed %d: %s", seed, answer.asString())
                        .isEqualTo(200);
            }
        });
    }

    private void send(Odd odd) {
        try {
            kafka.write(odd.record());
            sent.put(odd.number(), odd);
        } catch (IllegalStateException e) {
            // Kafka refuses what has no key on a compacted topic.
            assertThat(e).as("seed %d: %s", seed, odd.what()).hasRootCauseInstanceOf(InvalidRecordException.class);
        }
    }

    /// On other topics it is up to another service to put it aside.
    private static boolean isHandledHere(Odd odd) {
        return odd.record().topic().equals(Topic.PUBLIC_INCIDENTS.topicName())
                || odd.record().topic().equals(Topic.MAINTENANCE.topicName())
                || odd.record().topic().equals(Topic.ACCESS_TOKENS.topicName());
    }

    private static String elsewhere(String golden) {
        return golden.replace("@na", "@nowhere").replace("\"na\"", "\"nowhere\"");
    }
}
