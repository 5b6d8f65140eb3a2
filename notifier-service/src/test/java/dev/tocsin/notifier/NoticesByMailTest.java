package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.mail.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class NoticesByMailTest {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/subscriptions/\\w+\\?token=\\S+");

    private static final String SUBJECT = "[Harbour CRM] Log in <b>is down</b> in North America";

    private KafkaSide kafka;

    @BeforeEach
    void open() {
        kafka = new KafkaSide();
        kafka.publishCatalog();
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void aMailSubscriberConfirmsByAButtonHearsOnceAndLeavesInOneClick() {
        var address = "jo+%d@customer.example".formatted(System.nanoTime());
        var subscribed = subscribe(Map.of("channel", "email", "address", address, "regions", List.of("na")));
        var question = mails(address, "", 1).getFirst();
        var confirm = link(question.text());

        given().get(confirm).then().statusCode(200);
        assertThat(state(subscribed)).isEqualTo("pending");
        press(confirm).then().statusCode(200);
        assertThat(state(subscribed)).isEqualTo("confirmed");

        var story = Story.now().called("Log in <b>is down</b> in North America");
        var events = story.whole("na");
        kafka.write(Topic.INCIDENT_EVENTS, events.subList(0, 3));
        var opening = mails(address, SUBJECT, 1).getFirst();
        kafka.write(Topic.INCIDENT_EVENTS, events);
        var closing = mails(address, "Resolved: Log in <b>is down</b>", 1).getFirst();

        assertThat(opening.subject()).isEqualTo(SUBJECT);
        assertThat(opening.text()).startsWith("Log in <b>is down</b> in North America since ");
        assertThat(opening.html()).contains("Log in &lt;b&gt;is down&lt;/b&gt; in North America since ");
        assertThat(opening.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(opening.header("Auto-Submitted")).contains("auto-generated");
        assertThat(opening.header("Date")).isPresent();
        assertThat(closing.subject()).startsWith(SUBJECT.replace("] ", "] Resolved: ") + " (lasted ");
        assertThat(opening.header("Cc")).isEmpty();
        assertThat(closing.header("In-Reply-To")).contains(opening.messageId());
        assertThat(closing.header("References")).contains(opening.messageId());
        assertThat(closing.text()).startsWith("Resolved: “Log in <b>is down</b> in North America”, from ");

        var leave = URI.create(closing.header("List-Unsubscribe").orElseThrow().replaceAll("[<>]", ""));
        given().get(local(leave)).then().statusCode(200);
        assertThat(state(subscribed)).isEqualTo("confirmed");
        oneClick(leave).then().statusCode(200);
        oneClick(leave).then().statusCode(200);
        assertThat(state(subscribed)).isEqualTo("left");
    }

    @Test
    void whatAPersonWritesIsRenderedAndNotRepeatedAtTheEnd() {
        var address = confirmedSubscriber();
        var title = "Search is slow %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(Topic.INCIDENT_EVENTS, story.opened(), story.outageStarted("na-1", "login@na"));
        mails(address, title, 1);
        kafka.write(
                Topic.INCIDENT_EVENTS,
                story.updatePosted("We see errors when **logging in**.\r\n\r\n- Europe works\r\n- Data is safe\r\n\r\n"
                        + "<script>alert(1)</script>"));
        var update = mails(address, title, 2).get(1);
        kafka.write(
                Topic.INCIDENT_EVENTS, story.up("na-1", "login@na"), story.outageEnded("na-1", "na"), story.resolved());
        var closing = mails(address, title, 3).get(2);

        assertThat(update.html())
                .contains("<strong>logging in</strong>", "<li>Europe works</li>", "&lt;script&gt;")
                .doesNotContain("<script", "**");
        assertThat(update.text().replace("\r\n", "\n"))
                .contains("We see errors when logging in.\n\n- Europe works\n- Data is safe\n");
        assertThat(closing.subject()).startsWith("[Harbour CRM] Resolved: " + title);
        assertThat(closing.html() + closing.text()).doesNotContain("Europe works");
    }

    @Test
    void internalNamesOfAChangeReachNobody() {
        var address = confirmedSubscriber();
        var title = "API is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(
                Topic.INCIDENT_EVENTS,
                story.opened(),
                story.suspectNamed("Patch db7.internal for Acme"),
                story.outageStarted("na-1", "api@na"));
        var opening = mails(address, title, 1).getFirst();

        assertThat(opening.text()).contains("Most likely cause: a recent change");
        assertThat(opening.text() + opening.html() + opening.headers()).doesNotContain("db7", "Acme");
    }

    @Test
    void aMailboxSubscribedTwiceHearsOnce() {
        var name = "twice+%d".formatted(System.nanoTime());
        var lower = name + "@münchen.example";
        var upper = name.toUpperCase(Locale.ROOT) + "@MÜNCHEN.example";
        var ascii = "@xn--mnchen-3ya.example";
        var first = subscribe(Map.of("channel", "email", "address", lower, "regions", List.of("na")));
        press(link(mails(name + ascii, "Confirm your", 1).getFirst().text()))
                .then()
                .statusCode(200);
        var second = subscribe(Map.of("channel", "email", "address", upper, "regions", List.of("eu")));
        var confirm = link(mails(name + ascii, "Confirm your", 2).get(1).text());
        press(confirm).then().statusCode(200);
        press(confirm).then().statusCode(200);
        var title = "Log in is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(
                Topic.INCIDENT_EVENTS,
                story.opened(),
                story.outageStarted("na-1", "login@na"),
                story.outageStarted("eu-1", "login@eu"));

        assertThat(mails(name + ascii, title, 1)).hasSize(1);
        assertThat(state(first)).isEqualTo("confirmed");
        assertThat(state(second)).isEqualTo("left");
        assertThat(operator()
                        .get("/api/v1/subscriptions/" + first.getString("id"))
                        .jsonPath()
                        .<String>getList("regions"))
                .containsExactly("eu", "na");
    }

    private String confirmedSubscriber() {
        var address = "jo+%d@customer.example".formatted(System.nanoTime());
        subscribe(Map.of("channel", "email", "address", address, "regions", List.of("na")));
        press(link(mails(address, "", 1).getFirst().text())).then().statusCode(200);
        return address;
    }

    @Test
    void plannedWorkIsToldInAThreadOfItsOwnAndCanBeLeft() {
        var address = "jo+%d@customer.example".formatted(System.nanoTime());
        subscribe(Map.of("channel", "email", "address", address, "regions", List.of("na")));
        press(link(mails(address, "", 1).getFirst().text())).then().statusCode(200);
        var title = "Move <b>disks</b> %d".formatted(System.nanoTime());
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var work =
                Work.from(now.plus(Duration.ofHours(10)), Duration.ofHours(1)).called(title);

        kafka.write(Topic.MAINTENANCE, work.scheduled(now));
        var announced = mails(address, title, 1).getFirst();
        kafka.write(Topic.MAINTENANCE, work.cancelled(now));
        var cancelled = mails(address, title, 2).get(1);

        assertThat(announced.subject()).isEqualTo("[Harbour CRM] Scheduled maintenance: " + title);
        assertThat(announced.text())
                .startsWith("“%s” is scheduled for ".formatted(title))
                .contains(" UTC.", "Where: ");
        assertThat(announced.html()).contains("“Move &lt;b&gt;disks&lt;/b&gt;").contains("/#planned");
        assertThat(announced.header("List-Id").orElseThrow()).startsWith("<maintenance.");
        assertThat(announced.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(announced.header("Auto-Submitted")).contains("auto-generated");
        assertThat(cancelled.subject()).isEqualTo(announced.subject());
        assertThat(cancelled.header("In-Reply-To")).contains(announced.messageId());
        assertThat(cancelled.text()).startsWith("“%s” is cancelled; it was scheduled for ".formatted(title));
    }

    /// Of this story: incidents that other tests left open have openings of their own for who subscribes now.
    private List<Mail> mails(String address, String subject, int number) {
        return await().atMost(SOON)
                .until(
                        () -> SharedServices.mailsTo(address).stream()
                                .filter(mail -> mail.subject().contains(subject))
                                .sorted(Comparator.comparingLong(Mail::number))
                                .toList(),
                        mails -> mails.size() >= number);
    }

    private static URI link(String text) {
        var matcher = LINK.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return local(URI.create(matcher.group()));
    }

    /// The service under test listens elsewhere than its public address says.
    private static URI local(URI link) {
        return URI.create(link.getRawPath() + "?" + link.getRawQuery());
    }

    private static Response press(URI link) {
        var token = link.getRawQuery().substring("token=".length());
        return given().contentType(ContentType.URLENC).formParam("token", token).post(link.getPath());
    }

    private static Response oneClick(URI link) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("List-Unsubscribe", "One-Click")
                .post(local(link));
    }
}
