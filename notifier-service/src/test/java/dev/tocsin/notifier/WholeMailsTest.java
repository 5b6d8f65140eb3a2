package dev.tocsin.notifier;

import static dev.tocsin.notifier.MailLinks.anonymous;
import static dev.tocsin.notifier.MailLinks.link;
import static dev.tocsin.notifier.MailLinks.press;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Confirmations, openings and digests, word for word in each language.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class WholeMailsTest {

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
                    Manage subscription: http://127.0.0.1:8082/subscriptions/manage?token=…
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
                    Manage subscription: http://127.0.0.1:8082/subscriptions/manage?token=…
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
}
