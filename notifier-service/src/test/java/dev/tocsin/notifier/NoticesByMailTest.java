package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.maintenance.Work;
import dev.tocsin.stack.mail.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class NoticesByMailTest {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/subscriptions/\\w+\\?token=\\S+");

    private static final String SUBJECT = "[Harbour CRM] Log in <b>is down</b> in North America";

    private static final Map<String, String> WHOLE_MAILS = Map.of(
            "confirmation-en", """
                    Please confirm that you want updates on incidents and scheduled maintenance of Harbour CRM.

                    Confirm subscription: http://127.0.0.1:8082/subscriptions/confirm?token=…

                    If you did not ask for this, ignore this email: we will not write again.""",
            "confirmation-de", """
                    Bitte bestätigen Sie, dass Sie Meldungen zu Störungen und geplanten Wartungen von Harbour CRM erhalten möchten.

                    Abonnement bestätigen: http://127.0.0.1:8082/subscriptions/confirm?token=…

                    Falls Sie das nicht angefordert haben, ignorieren Sie diese E-Mail: Wir schreiben Ihnen nicht noch einmal.""",
            "opening-en", """
                    %1$s since %2$s.

                    Where: North America
                    What: API, Log in
                    State: investigating
                    Severity: major

                    View incident: http://127.0.0.1:8080/incidents/%3$s

                    --
                    You receive this because you subscribed to Harbour CRM.
                    Change what you get: http://127.0.0.1:8082/subscriptions/manage?token=…
                    Unsubscribe: http://127.0.0.1:8082/subscriptions/leave?token=…""",
            "opening-de", """
                    Störung seit %2$s: %1$s.

                    Wo: North America
                    Was: API, Log in
                    Stand: wird untersucht
                    Schweregrad: erheblich

                    Störung ansehen: http://127.0.0.1:8080/incidents/%3$s

                    --
                    Sie erhalten diese E-Mail, weil Sie Meldungen von Harbour CRM abonniert haben.
                    Abonnement ändern: http://127.0.0.1:8082/subscriptions/manage?token=…
                    Abmelden: http://127.0.0.1:8082/subscriptions/leave?token=…""",
            "digest-en", """
                    Incidents since your last digest: 2. Not resolved: 1.

                    %4$s since %2$s.

                    Where: North America
                    What: API, Log in
                    State: investigating
                    Severity: major

                    View incident: http://127.0.0.1:8080/incidents/%5$s

                    Resolved: “%1$s”, from %2$s until %6$s.

                    Where: North America
                    What: API, Log in
                    Lasted: 25 s

                    View incident: http://127.0.0.1:8080/incidents/%3$s

                    --
                    You receive this because you subscribed to Harbour CRM.
                    Change what you get: http://127.0.0.1:8082/subscriptions/manage?token=…
                    Unsubscribe: http://127.0.0.1:8082/subscriptions/leave?token=…""",
            "digest-de", """
                    Störungen seit der letzten Übersicht: 2. Nicht behoben: 1.

                    Störung seit %2$s: %4$s.

                    Wo: North America
                    Was: API, Log in
                    Stand: wird untersucht
                    Schweregrad: erheblich

                    Störung ansehen: http://127.0.0.1:8080/incidents/%5$s

                    Behoben: „%1$s“, von %2$s bis %6$s.

                    Wo: North America
                    Was: API, Log in
                    Dauer: 25 s

                    Störung ansehen: http://127.0.0.1:8080/incidents/%3$s

                    --
                    Sie erhalten diese E-Mail, weil Sie Meldungen von Harbour CRM abonniert haben.
                    Abonnement ändern: http://127.0.0.1:8082/subscriptions/manage?token=…
                    Abmelden: http://127.0.0.1:8082/subscriptions/leave?token=…""");

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
    void whoGetsTheSameMailHasLinksOfTheirOwn() {
        var mailboxes = List.of(confirmedMailbox(), confirmedMailbox());
        var title = "Log in is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);

        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var mails = mailboxes.stream().map(mailbox -> mailbox.awaitMail(title)).toList();
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());

        assertThat(mails)
                .extracting(mail -> anonymous(mail.text()))
                .containsOnly(anonymous(mails.getFirst().text()));
        for (var number = 0; number < mails.size(); number++) {
            var mail = mails.get(number);
            var tokens = Pattern.compile("token=([\\w-]+)")
                    .matcher(mail.text()
                            + mail.html()
                            + mail.header("List-Unsubscribe").orElseThrow())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertThat(tokens).hasSize(5).containsOnly(tokens.getFirst());
            var page = given().get("/subscriptions/manage?token=" + tokens.getFirst())
                    .asString()
                    .replace("<wbr>", "");
            assertThat(page).contains(mailboxes.get(number).address());
        }
        mailboxes.forEach(mailbox -> mailbox.awaitMails(title, 2));
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | America/Chicago | HH:mm z 'on' d MMMM
            de | Europe/Berlin   | HH:mm 'Uhr' z 'am' d. MMMM
            """)
    void aWholeMailIsInTheLanguageAndTheZoneOfWhoGetsIt(String language, String zone, String pattern) {
        var mailbox = SubscriberMailbox.unused();
        subscribe(mailbox, Map.of("regions", List.of("na"), "language", language, "timeZone", zone));
        var confirmation = mailbox.awaitMails("Harbour CRM", 1).getFirst();
        press(link(confirmation)).then().statusCode(200);
        var title = "Log in is down %d".formatted(System.nanoTime());
        var onset = Instant.now().minusSeconds(30);
        var story = Story.at(onset.plusSeconds(30)).called(title);

        kafka.write(Topic.PUBLIC_INCIDENTS, story.whole("na").subList(0, 2));
        var opening = mailbox.awaitMail(title);
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());

        var since = DateTimeFormatter.ofPattern(pattern, Locale.of(language)).format(onset.atZone(ZoneId.of(zone)));
        assertThat(anonymous(confirmation.text())).isEqualTo(whole("confirmation-" + language));
        assertThat(anonymous(opening.text()))
                .isEqualTo(whole("opening-" + language).formatted(title, since, story.id()));
        assertThat(opening.html()).contains("<html lang=\"%s\">".formatted(language));
        mailbox.awaitMails(title, 2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | HH:mm z 'on' d MMMM         | [Harbour CRM] 2 incidents, 1 of them not resolved
            de | HH:mm 'Uhr' z 'am' d. MMMM  | [Harbour CRM] 2 Störungen, 1 davon nicht behoben
            """)
    void aWholeDigestTellsEachIncidentOnce(String language, String pattern, String subject) {
        var zone = ZoneId.of("Etc/UTC");
        var at = Instant.now();
        var mailbox = SubscriberMailbox.unused();
        var id = subscribe(
                        mailbox,
                        Map.of(
                                "regions",
                                List.of("na"),
                                "language",
                                language,
                                "timeZone",
                                zone.getId(),
                                "digest",
                                "%02d:00".formatted((at.atZone(zone).getHour() + 12) % 24)))
                .getString("id");
        press(link(mailbox.awaitMails("Harbour CRM", 1).getFirst())).then().statusCode(200);
        var overTitle = "Log in is down %d".formatted(System.nanoTime());
        var over = Story.at(at).called(overTitle);
        var title = "Search is slow %d".formatted(System.nanoTime());
        var standing = Story.at(at).called(title);
        var due = "subscription = '%s' and state = 'due' and incident in ('%s', '%s')"
                .formatted(id, over.id(), standing.id());

        kafka.write(Topic.PUBLIC_INCIDENTS, over.whole("na"));
        kafka.write(Topic.PUBLIC_INCIDENTS, standing.begin("na"));
        await().atMost(NotifierSide.SOON)
                .untilAsserted(
                        () -> assertThat(database.all("select kind from delivery where due_at > now() and " + due))
                                .containsExactlyInAnyOrder("catch-up", "opening"));
        database.execute("update delivery set due_at = now() where " + due);
        var digest = mailbox.awaitMail(subject);

        var moment = DateTimeFormatter.ofPattern(pattern, Locale.of(language)).withZone(zone);
        assertThat(digest.subject()).isEqualTo(subject);
        assertThat(anonymous(digest.text()))
                .isEqualTo(whole("digest-" + language)
                        .formatted(
                                overTitle,
                                moment.format(at.minusSeconds(30)),
                                over.id(),
                                title,
                                standing.id(),
                                moment.format(at.minusSeconds(5))));
        assertThat(digest.html()).contains("<html lang=\"%s\">".formatted(language), overTitle, title);
        assertThat(digest.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(digest.header("In-Reply-To")).isEmpty();
        assertThat(mailbox.mails(title)).isEmpty();
        kafka.write(Topic.PUBLIC_INCIDENTS, standing.outageEnded("na-1", "na"), standing.resolved());
    }

    private static String whole(String mail) {
        return Objects.requireNonNull(WHOLE_MAILS.get(mail), mail);
    }

    /// Without what is random in it.
    private static String anonymous(String text) {
        return text.replace("\r\n", "\n").replaceAll("token=\\S+", "token=…").strip();
    }

    @Test
    void theLinkInANoticeLeadsToAPageThatChangesTheSubscription() {
        var mailbox = confirmedMailbox();
        var title = "API is down %d".formatted(System.nanoTime());
        var story = Story.now().called(title);
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var manage = Pattern.compile("Change what you get: (\\S+)")
                .matcher(mailbox.awaitMail(title).text());
        assertThat(manage.find()).isTrue();
        var link = local(URI.create(manage.group(1)));
        assertThat(given().get(link).asString()).contains(">Save<", "jo");

        var saved = given().contentType(ContentType.URLENC)
                .formParam("token", link.getRawQuery().substring("token=".length()))
                .formParam("regions", "eu")
                .formParam("leastSeverity", "critical")
                .formParam("updates", "false")
                .formParam("language", "de")
                .post(link.getPath());

        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(saved.asString()).contains("<html lang=\"de\">", "Ihre Änderungen sind gespeichert.");
        kafka.write(
                Topic.PUBLIC_INCIDENTS,
                story.up("na-1", "login@na"),
                story.outageEnded("na-1", "na"),
                story.resolved());
        assertThat(mailbox.awaitMails(title, 2).get(1).text())
                .as("who was told of the opening is told of the end")
                .startsWith("Behoben: ");
    }

    @Test
    void whoHasLostTheLinkIsMailedAnother() {
        var mailbox = confirmedMailbox();
        var nobody = SubscriberMailbox.unused();

        var answers = Stream.of(mailbox, nobody)
                .map(each -> given().contentType(ContentType.URLENC)
                        .formParam("address", each.address())
                        .post("/subscriptions/link"))
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.get(0).asString()).isEqualTo(answers.get(1).asString());
        var link = link(mailbox.awaitMail("Your subscription to Harbour CRM"));
        assertThat(given().get(link).asString()).contains("Your subscription", ">Save<");
        assertThat(nobody.mails("Your subscription")).isEmpty();
    }

    private static SubscriberMailbox confirmedMailbox() {
        var mailbox = SubscriberMailbox.unused();
        subscribe(mailbox, "na");
        press(link(mailbox.awaitConfirmation())).then().statusCode(200);
        return mailbox;
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
                .contains("/#planned");
        assertThat(announced.header("List-Id").orElseThrow()).startsWith("<maintenance.");
        assertThat(announced.header("List-Unsubscribe-Post")).contains("List-Unsubscribe=One-Click");
        assertThat(announced.header("Auto-Submitted")).contains("auto-generated");
        assertThat(cancelled.subject()).isEqualTo(announced.subject());
        assertThat(cancelled.header("In-Reply-To")).contains(announced.messageId());
        assertThat(cancelled.text()).startsWith("“%s” is cancelled; it was scheduled for ".formatted(title));
    }

    private static URI link(Mail mail) {
        var matcher = LINK.matcher(mail.text());
        assertThat(matcher.find()).as(mail.text()).isTrue();
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
