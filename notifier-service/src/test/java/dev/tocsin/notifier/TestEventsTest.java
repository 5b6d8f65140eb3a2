package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static dev.tocsin.notifier.OwnerSide.code;
import static dev.tocsin.notifier.OwnerSide.confirm;
import static dev.tocsin.notifier.OwnerSide.end;
import static dev.tocsin.notifier.OwnerSide.owner;
import static dev.tocsin.notifier.OwnerSide.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.FakeService.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A test message says that it is a test, and the answer to its request says whether it was delivered.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class TestEventsTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @Test
    void aTestEventIsSignedAndItsAnswerTold() {
        var subscription = subscribeAndConfirm(receiver, "eu");

        assertThat(test(subscription).<String, Object>getMap("")).containsEntry("delivered", true);
        var event = receiver.tests().getFirst();
        event.assertSignedWith(subscription.getString("secret"));
        assertThat(event.data().get("message").asText()).isEqualTo("This is a test. Nothing is wrong.");
        receiver.answer(_ -> 503);
        assertThat(test(subscription).<String, Object>getMap(""))
                .isEqualTo(Map.of("delivered", false, "reason", "the endpoint answered 503"));
        end(subscription);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            slack      | /services/T0/B0/test | ok  | /blocks/0/text/text
            discord    | /api/webhooks/1/test |     | /embeds/0/title
            teams      | /workflows/1?sig=t   |     | /attachments/0/content/body/0/items/0/inlines/0/text
            statuspage | /hook/test           | ok  | /incident/name
            """)
    void aTestMessageSaysThatItIsOne(String channel, String path, @Nullable String answer, String title) {
        try (var service = FakeService.that(new Answer(200, answer == null ? "" : answer))) {
            var url = service.url(path).toString();
            var subscription = subscribe(Map.of("channel", channel, "url", url, "regions", List.of("eu")));
            assertThat(confirm(subscription, code(service, 0)).statusCode()).isEqualTo(204);

            assertThat(test(subscription).<String, Object>getMap("")).containsEntry("delivered", true);

            var message = service.requests().getLast();
            assertThat(message.json().at(title).asText()).isEqualTo("Test of updates from Harbour CRM");
            assertThat(message.body()).contains("This is a test. Nothing is wrong.");
            end(subscription);
        }
    }

    @Test
    void aTestMailSaysThatItIsOne() {
        var mailbox = SubscriberMailbox.unused();
        var path = "/api/v1/subscriptions/" + subscribe(mailbox, "eu").getString("id");
        database.execute(
                "update subscription set state = 'confirmed' where address = '%s'".formatted(mailbox.address()));

        assertThat(operator().post(path + "/test").jsonPath().<String, Object>getMap(""))
                .containsEntry("delivered", true);

        assertThat(mailbox.awaitMail("Test of updates from Harbour CRM").text())
                .contains("This is a test. Nothing is wrong.");
        operator().delete(path).then().statusCode(204);
    }

    @Test
    void aTestThatIsRefusedSaysWhy() {
        try (var service = FakeService.that(new Answer(200, "ok"))) {
            var subscription = subscribe(Map.of(
                    "channel",
                    "slack",
                    "url",
                    service.url("/services/T0/B0/refused").toString()));
            assertThat(confirm(subscription, code(service, 0)).statusCode()).isEqualTo(204);
            service.answers(_ -> new Answer(400, "invalid_payload"));

            assertThat(test(subscription).<String, Object>getMap(""))
                    .isEqualTo(Map.of("delivered", false, "reason", "Slack refused the message: 400 invalid_payload"));
            end(subscription);
        }
    }

    @Test
    void whoIsNotConfirmedIsSentNoTestEvent() {
        receiver.ignoreChallenges();
        var subscription = subscribe(receiver, "eu");

        assertThat(owner(subscription)
                        .post("/api/v1/subscriptions/%s/test".formatted(subscription.getString("id")))
                        .statusCode())
                .isEqualTo(409);
        assertThat(receiver.tests()).isEmpty();
        end(subscription);
    }
}
