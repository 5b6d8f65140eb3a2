package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.subscribed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpHeaders;
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
}
