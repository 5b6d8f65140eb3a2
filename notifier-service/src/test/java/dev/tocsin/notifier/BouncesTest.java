package dev.tocsin.notifier;

import static dev.tocsin.notifier.KafkaSide.header;
import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.channel.email.Reports.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.mail.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Mails that come back after the server took them.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class BouncesTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @Test
    void anAddressThatDoesNotExistEndsItsSubscriptionAndIsToldOnce() {
        var subscription = database.subscription("minor", List.of("na"), List.of());
        var sender = senderOfNotice(subscription);

        assertThat(bring(report(sender, "failed", "5.1.1", "<x@y>"))).isEqualTo("ended");
        assertThat(bring(report(sender, "failed", "5.1.1", "<x@y>"))).isEqualTo("ended");

        assertThat(database.all("select concat_ws(': ', state, reason) from subscription where id = '%s'"
                        .formatted(subscription)))
                .containsExactly("left: the mail bounced: 5.1.1");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DELIVERIES, subscription))
                        .extracting(record -> header(record, "ce_type"))
                        .containsSubsequence("tocsin.delivery.sent.v1", "tocsin.delivery.bounced.v1")
                        .filteredOn("tocsin.delivery.bounced.v1"::equals)
                        .hasSize(1));
        assertThat(database.all("select subscription from missed_subscriber")).doesNotContain(subscription);
    }

    @Test
    void aFullMailboxEndsItsSubscriptionOnlyAtTheThirdMail() {
        var subscription = database.subscription("minor", List.of("na"), List.of());

        assertThat(bring(report(senderOfNotice(subscription), "failed", "5.2.2", "<x@y>")))
                .isEqualTo("noted");
        assertThat(bring(report(senderOfNotice(subscription), "failed", "5.2.2", "<x@y>")))
                .isEqualTo("noted");
        assertThat(bring(report(senderOfNotice(subscription), "failed", "5.2.2", "<x@y>")))
                .isEqualTo("ended");
    }

    @Test
    void aConfirmationThatCameBackRefusesItsSubscription() {
        var mailbox = SubscriberMailbox.unused();
        var subscription = subscribe(mailbox);
        var sender = returnPath(mailbox.awaitConfirmation());

        assertThat(bring(report(sender, "failed", "5.1.1", "<x@y>"))).isEqualTo("ended");

        assertThat(state(subscription)).isEqualTo("refused");
    }

    @Test
    void whatIsNoFailureOrNotOursChangesNothing() {
        var subscription = database.subscription("minor", List.of("na"), List.of());
        var sender = senderOfNotice(subscription);

        assertThat(bring(report(sender, "delayed", "4.4.1", "<x@y>"))).isEqualTo("ignored");
        assertThat(bring(report("bounce+0123@harbour.example", "failed", "5.1.1", "<x@y>")))
                .isEqualTo("ignored");
        operator()
                .contentType("message/rfc822")
                .body("Subject: hello\r\n\r\nI am away.".getBytes(UTF_8))
                .post("/api/v1/bounces")
                .then()
                .statusCode(400);

        assertThat(database.all("select state from subscription where id = '%s'".formatted(subscription)))
                .containsExactly("confirmed");
    }

    /// The envelope sender of a notice that was sent.
    private String senderOfNotice(String subscription) {
        var story = Story.now();
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var sent = "select id from delivery where subscription = '%s' and incident = '%s' and state = 'delivered'"
                .formatted(subscription, story.id());
        await().atMost(SOON).until(() -> !database.all(sent).isEmpty());
        return "bounce+%s@localhost".formatted(database.all(sent).getFirst());
    }

    private static String returnPath(Mail mail) {
        return mail.header("Return-Path").orElseThrow().replaceAll("[<>]", "");
    }

    private static String bring(String report) {
        var answer = operator()
                .contentType("message/rfc822")
                .body(report.getBytes(UTF_8))
                .post("/api/v1/bounces");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        return answer.jsonPath().getString("result");
    }
}
