package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The mail server refuses whatever we send: notices wait on their ladder, and operators hear of it once.
@QuarkusTest
@TestProfile(MailServerRefusesUsTest.OwnMailServer.class)
@WithTestResource(NotifierStack.class)
final class MailServerRefusesUsTest {

    private static final String ALERT = "mail-server";

    public static final class OwnMailServer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tocsin.test.mail-port", Integer.toString(Ports.free()),
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", "${tocsin.test.mail-port}",
                    "quarkus.mailer.username", "tocsin",
                    "quarkus.mailer.password", "not the password",
                    "quarkus.mailer.login", "REQUIRED");
        }
    }

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @Inject
    Database database;

    @Inject
    SubscriptionRepository subscriptions;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    private ScriptedMailServer server;

    @BeforeEach
    void open() {
        server = new ScriptedMailServer(port);
        unsubscribeAll();
    }

    @AfterEach
    void close() {
        server.follow(_ -> "");
        unsubscribeAll();
        server.close();
    }

    /// Other tests leave incidents open, and each subscriber here hears of them too. A mail that is under way when the
    /// server closes would leave its alert raised, which the next test waits for.
    private void unsubscribeAll() {
        database.all("select id from subscription where state = 'confirmed'")
                .forEach(id -> subscriptions.leave(id, "left"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(database.all("select state from delivery where state = 'due'"))
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AUTH    | 535 5.7.8 wrong password       | the mail server refused us: 535 5.7.8 to AUTH
            MAIL    | 554 5.7.1 nothing from you     | the mail server refused us: 554 5.7.1 to MAIL FROM
            RCPT    | 554 5.7.1 Relay access denied  | the mail server refused us: 554 5.7.1 to RCPT TO
            """)
    void noticesWaitAndGoOutWhenItTakesThem(String verb, String refusal, String reason) {
        subscribers(3);
        var story = Story.now();
        server.follow(each -> each.equals(verb) ? refusal : "");
        var alertsBefore = kafka.alerts(ALERT).size();

        kafka.write(Topic.INCIDENT_EVENTS, story.begin("na"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(story, "concat_ws(': ', state, reason)"))
                        .hasSize(3)
                        .allMatch(each -> each.startsWith("due: the mail server "))
                        .contains("due: " + reason));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts(ALERT).stream().skip(alertsBefore))
                        .singleElement()
                        .asString()
                        .contains("\"why\":\"Mails are not taken: the mail server "));

        server.follow(_ -> "");
        letAllOut(story);
        assertThat(server.taken()).isGreaterThanOrEqualTo(3);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.alerts(ALERT).stream().skip(alertsBefore))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("clearedAt"));
    }

    /// Mails handed over while connections of others close were lost by the mail client, and waited for their time-out.
    @Test
    void eachOfManyRefusedMailsIsAnswered() {
        subscribers(3);
        var story = Story.now();
        server.follow(verb -> verb.equals("AUTH") ? "535 5.7.8 wrong password" : "");
        kafka.write(Topic.INCIDENT_EVENTS, story.begin("na"));

        await().atMost(SOON).untilAsserted(() -> {
            retryAtOnce(story);
            assertThat(deliveries(story, "attempt")).hasSize(3).allMatch(attempt -> Integer.parseInt(attempt) > 40);
        });
        assertThat(steps(story)).contains("535").doesNotContain("did not answer");

        server.follow(_ -> "");
        letAllOut(story);
    }

    @Test
    void aRefusalOfTheRecipientsOwnEndsTheDelivery() {
        subscriber();
        var story = Story.now();
        server.follow(verb -> verb.equals("RCPT") ? "550 5.2.1 the mailbox is closed" : "");

        kafka.write(Topic.INCIDENT_EVENTS, story.begin("na"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(deliveries(story, "concat_ws(' ', state, attempt)"))
                        .containsOnly("given-up 1"));
    }

    /// What was refused twice meanwhile would wait for five minutes, also when its refusal is on its way just now.
    private void letAllOut(Story story) {
        await().atMost(SOON).untilAsserted(() -> {
            retryAtOnce(story);
            assertThat(deliveries(story, "state")).containsOnly("delivered");
        });
    }

    private void retryAtOnce(Story story) {
        database.execute("update delivery set due_at = now(), rung = 0 where incident = '%s' and state = 'due'"
                .formatted(story.id()));
    }

    private void subscribers(int count) {
        for (var number = 0; number < count; number++) {
            subscriber();
        }
    }

    private String subscriber() {
        return database.subscription("minor", List.of("na"), List.of());
    }

    /// Of this story: incidents that other tests left open have openings of their own.
    private List<String> deliveries(Story story, String what) {
        return database.all("select %s from delivery where incident = '%s'".formatted(what, story.id()));
    }

    /// What each attempt of this story came to, in one text.
    private String steps(Story story) {
        return String.join("\n", database.all("""
                select concat_ws(' ', s.step, s.reason) from delivery_step s join delivery d on d.id = s.delivery
                where d.incident = '%s'""".formatted(story.id())));
    }
}
