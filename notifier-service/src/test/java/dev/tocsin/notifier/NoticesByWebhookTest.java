package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.subscribed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tocsin.contract.Topic;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpHeaders;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class NoticesByWebhookTest {

    private KafkaSide kafka;
    private Receiver receiver;

    @BeforeEach
    void open() {
        kafka = new KafkaSide();
        receiver = new Receiver();
        kafka.publishCatalog();
    }

    @AfterEach
    void close() {
        receiver.close();
        kafka.close();
    }

    @Test
    void anOutageIsToldOnceAndItsEndOnce() throws WebhookVerificationException {
        var subscribed = subscribed(receiver, "na");
        var story = Story.now();

        var events = story.whole("na");
        kafka.write(Topic.INCIDENT_EVENTS, events.subList(0, 3));
        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 1);
        kafka.write(Topic.INCIDENT_EVENTS, events);

        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 2);
        var opening = receiver.notices(story.id()).getFirst();
        var closing = receiver.notices(story.id()).getLast();
        assertThat(opening.type()).isEqualTo("incident.opened");
        assertThat(closing.type()).isEqualTo("incident.closed");
        new Webhook(subscribed.getString("secret"))
                .verify(opening.body(), HttpHeaders.of(opening.headers(), (_, _) -> true));
    }

    @Test
    void aNoticeGoesOnInTheTraceOfItsEvent() {
        subscribed(receiver, "na");
        var story = Story.now();
        var trace = UUID.randomUUID().toString().replace("-", "");

        story.whole("na")
                .subList(0, 3)
                .forEach(event -> kafka.write(CloudEvents.record(
                        Topic.INCIDENT_EVENTS,
                        null,
                        "tocsin/incident-service",
                        event,
                        "00-%s-00f067aa0ba902b7-01".formatted(trace))));

        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 1);
        await().atMost(SOON).untilAsserted(() -> {
            var spans = SharedServices.spans().stream()
                    .filter(span -> span.traceId().equals(trace))
                    .toList();
            var sent = spans.stream()
                    .filter(span -> span.name().equals("send webhook"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(spans));
            assertThat(sent.attributes()).containsEntry("about", story.id());
            assertThat(spans)
                    .filteredOn(span -> span.spanId().equals(sent.parentId()))
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(span.name()).isEqualTo("fan out incident event");
                        assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
                    });
        });
    }

    @Test
    void nonsenseInsteadOfATraceDoesNoHarm() {
        subscribed(receiver, "na");
        var story = Story.now();

        for (var event : story.whole("na").subList(0, 3)) {
            var record = CloudEvents.record(Topic.INCIDENT_EVENTS, "tocsin/incident-service", event);
            record.headers().add("traceparent", new byte[] {0, -1, 'x'});
            kafka.write(record);
        }

        await().atMost(SOON).until(() -> receiver.notices(story.id()).size() == 1);
    }
}
