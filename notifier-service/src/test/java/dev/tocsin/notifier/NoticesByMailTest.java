package dev.tocsin.notifier;

import static dev.tocsin.notifier.MailLinks.confirmedMailbox;
import static dev.tocsin.notifier.MailLinks.link;
import static dev.tocsin.notifier.MailLinks.local;
import static dev.tocsin.notifier.MailLinks.press;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.maintenance.Work;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a mail subscriber receives, from the confirmation to the closing.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class NoticesByMailTest {

    private static final String SUBJECT = "[Harbour CRM] Log in <b>is down</b> in North America";

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @Test
    void aMailSubscriberConfirmsByAButtonHearsOnceAndLeavesInOneClick() {
        var mailbox = SubscriberMailbox.unused();
        var subscription = subscribe(mailbox, "na");
        var confirm = link(mailbox.awaitConfirmation());

        given().get(confirm).then().statusCode(200);
        assertThat(state(subscription)).isEqualTo("pending");
        press(confirm).then().statusCode(200);
        assertThat(state(subscription)).isEqualTo("confirmed");

        var story = Story.now().called("Log in <b>is down</b> in North America");
        var events = story.whole("na");
        kafka.write(Topic.PUBLIC_INCIDENTS, events.subList(0, 3));
        var opening = mailbox.awaitMail(SUBJECT);
        kafka.write(Topic.PUBLIC_INCIDENTS, events);
        var closing = mailbox.awaitMail("Resolved: Log in <b>is down</b>");

        assertThat(opening.subject()).isEqualTo(SUBJECT);
        assertThat(opening.text()).startsWith("Log in <b>is down</b> in North America since ");
        assertThat(opening.html()).contains("Log in &lt;b&gt;is down&lt;/b&gt; in North America since ");
        assertThat(opening.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(opening.header("Auto-Submitted")).contains("auto-generated");
        assertThat(opening.header("Return-Path"))
                .as("the envelope's sender names the delivery")
                .contains("<bounce+%s@localhost>".formatted(opening.messageId().replaceAll("[<>]|@.*", "")));
        assertThat(opening.header("Date")).isPresent();
        assertThat(closing.subject()).startsWith(SUBJECT.replace("] ", "] Resolved: ") + " (lasted ");
        assertThat(opening.header("Cc")).isEmpty();
        assertThat(closing.header("In-Reply-To")).contains(opening.messageId());
        assertThat(closing.header("References")).contains(opening.messageId());
        assertThat(closing.text()).startsWith("Resolved: “Log in <b>is down</b> in North America”, from ");

        var leave = URI.create(closing.header("List-Unsubscribe").orElseThrow().replaceAll("[<>]", ""));
        given().get(local(leave)).then().statusCode(200);
        assertThat(state(subscription)).isEqualTo("confirmed");
        assertThat(database.all(
                        "select purpose from token where subscription = '%s'".formatted(subscription.getString("id"))))
                .as("a link to leave is no row")
                .containsExactly("confirm");
        oneClick(leave).then().statusCode(200);
        oneClick(leave).then().statusCode(200);
        assertThat(state(subscription)).isEqualTo("left");
    }

    @Test
    void whatAPersonWritesIsRenderedAndNotRepeatedAtTheEnd() {
        var mailbox = confirmedMailbox();
        var title = "Search is slow %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(Topic.PUBLIC_INCIDENTS, story.opened(), story.outageStarted("na-1", "login@na"));
        mailbox.awaitMail(title);
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.updatePosted("We see errors when **logging in**.\r\n\r\n- Europe works\r\n- Data is safe\r\n\r\n"
                        + "<script>alert(1)</script>"));
        var update = mailbox.awaitMails(title, 2).get(1);
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());
        var closing = mailbox.awaitMails(title, 3).get(2);

        assertThat(update.html())
                .contains("<strong>logging in</strong>", "<li>Europe works</li>", "&lt;script&gt;")
                .doesNotContain("<script", "**");
        assertThat(update.text().replace("\r\n", "\n"))
                .contains("We see errors when logging in.\n\n- Europe works\n- Data is safe\n");
        assertThat(closing.subject()).startsWith("[Harbour CRM] Resolved: " + title);
        assertThat(closing.html() + closing.text()).doesNotContain("Europe works");
    }

    @Test
    void ofAChangeThatIsSuspectedNothingIsSaidButThatThereWasOne() {
        var mailbox = confirmedMailbox();
        var title = "API is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(
                Topic.PUBLIC_INCIDENTS, story.opened(), story.changeSuspected(), story.outageStarted("na-1", "api@na"));

        assertThat(mailbox.awaitMail(title).text()).contains("Most likely cause: a recent change");
    }

    @Test
    void whoSubscribesAgainChangesTheSubscriptionAndHearsOnce() {
        var name = "twice%d".formatted(System.nanoTime());
        var mailbox = new SubscriberMailbox(name + "@xn--mnchen-3ya.example");
        var lower = new SubscriberMailbox(name + "@münchen.example");
        var upper = new SubscriberMailbox(name.toUpperCase(Locale.ROOT) + "@MÜNCHEN.example");
        var first = subscribe(lower, "na");
        press(link(mailbox.awaitConfirmation())).then().statusCode(200);
        var second = subscribe(upper, "eu", "na");
        var confirm = link(mailbox.awaitMails("Confirm your subscription", 2).get(1));
        press(confirm).then().statusCode(200);
        press(confirm).then().statusCode(200);
        var title = "Log in is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.opened(),
                story.outageStarted("na-1", "login@na"),
                story.outageStarted("eu-1", "login@eu"));

        assertThat(mailbox.awaitMails(title, 1)).hasSize(1);
        assertThat(state(first)).isEqualTo("confirmed");
        assertThat(state(second)).isEqualTo("left");
        assertThat(operator()
                        .get("/api/v1/subscriptions/" + first.getString("id"))
                        .jsonPath()
                        .<String>getList("regions"))
                .containsExactly("eu", "na");
    }

    @Test
    void plannedWorkIsToldInAThreadOfItsOwnAndCanBeLeft() {
        var mailbox = confirmedMailbox();
        var title = "Move <b>disks</b> %d".formatted(System.nanoTime());
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var work =
                Work.from(now.plus(Duration.ofHours(10)), Duration.ofHours(1)).called(title);

        kafka.write(Topic.MAINTENANCE, work.scheduled(now));
        var announced = mailbox.awaitMail(title);
        kafka.write(Topic.MAINTENANCE, work.cancelled(now));
        var cancelled = mailbox.awaitMails(title, 2).get(1);

        assertThat(announced.subject()).isEqualTo("[Harbour CRM] Scheduled maintenance: " + title);
        assertThat(announced.text())
                .startsWith("“%s” is scheduled for ".formatted(title))
                .contains(" UTC.", "Where: ");
        assertThat(announced.html())
                .contains("&#8220;Move &lt;b&gt;disks&lt;/b&gt;")
                .contains("/maintenance/");
        assertThat(announced.header("List-Id").orElseThrow()).startsWith("<maintenance.");
        assertThat(announced.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(announced.header("Auto-Submitted")).contains("auto-generated");
        assertThat(cancelled.subject()).isEqualTo(announced.subject());
        assertThat(cancelled.header("In-Reply-To")).contains(announced.messageId());
        assertThat(cancelled.text()).startsWith("“%s” is cancelled; it was scheduled for ".formatted(title));
    }

    private static Response oneClick(URI link) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("List-Unsubscribe", "One-Click")
                .post(local(link));
    }
}
