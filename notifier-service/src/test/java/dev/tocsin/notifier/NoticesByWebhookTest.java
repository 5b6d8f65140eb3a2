package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class NoticesByWebhookTest {

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @Test
    void anOutageIsToldOnceAndItsEndOnce() {
        var subscription = subscribeAndConfirm(receiver, "na");
        var story = Story.now();

        var events = story.whole("na");
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(0, 3));
        var opening = receiver.awaitNotices(story, "incident.opened").getFirst();
        kafka.write(Topic.PUBLIC_INCIDENTS, events);

        receiver.awaitNotices(story, "incident.opened", "incident.closed");
        opening.assertSignedWith(subscription.getString("secret"));
    }

    @Test
    void aNoticeGoesOnInTheTraceOfItsEvent() {
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        var trace = UUID.randomUUID().toString().replace("-", "");

        var events = story.whole("na");
        events.subList(0, 3)
                .forEach(event -> kafka.write(CloudEvents.record(
                        Topic.PUBLIC_INCIDENTS,
                        null,
                        KafkaSide.SOURCE,
                        event,
                        "00-%s-00f067aa0ba902b7-01".formatted(trace))));

        receiver.awaitNotices(story, "incident.opened");
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
        end(story, events);
    }

    @Test
    void nonsenseInsteadOfATraceDoesNoHarm() {
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();

        var events = story.whole("na");
        for (var event : events.subList(0, 3)) {
            var record = CloudEvents.record(Topic.PUBLIC_INCIDENTS, KafkaSide.SOURCE, event);
            record.headers().add("traceparent", new byte[] {0, -1, 'x'});
            kafka.write(record);
        }

        receiver.awaitNotices(story, "incident.opened");
        end(story, events);
    }

    /// So that other tests find nothing open, and nothing is still to be sent here.
    private void end(Story story, List<PublicIncidentSnapshot> events) {
        kafka.write(Topic.PUBLIC_INCIDENTS, events);
        receiver.awaitNotices(story, "incident.opened", "incident.closed");
    }
}
