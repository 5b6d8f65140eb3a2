package dev.tocsin.notifier.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.PublicIncidentSnapshot.Cause;
import dev.tocsin.contract.incident.Suspect.Confidence;
import dev.tocsin.contract.incident.Suspect.SuspectKind;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Translation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailWordingTest {

    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Etc/UTC"),
            List.of(new Named("na", "North America")),
            List.of(new Named("login", "Log in")));

    private static final Translation ENGLISH = Translation.of(Language.EN);
    private static final Preferences IN_BERLIN = new Preferences(true, true, Language.DE, ZoneId.of("Europe/Berlin"));

    @Test
    void anOpeningSaysFirstWhatIsWrongAndSinceWhen() {
        var wording = MailWording.of(
                notice(NoticeKind.OPENING, report("Log in is down in North America")), CATALOG, Preferences.DEFAULT);

        assertThat(wording)
                .isEqualTo(new MailWording(
                        "[Harbour CRM] Log in is down",
                        "Log in is down in North America since 10:42 UTC on 11 April.",
                        null,
                        List.of(
                                new Fact("Where", "North America"),
                                new Fact("What", "Log in"),
                                new Fact("State", "identified"),
                                new Fact("Severity", "major"),
                                new Fact("Most likely cause", "a recent change"))));
    }

    @Test
    void anUpdateSaysFirstHowItStands() {
        var wording = MailWording.of(
                notice(NoticeKind.UPDATE, report("Log in is down in North America")), CATALOG, Preferences.DEFAULT);

        assertThat(wording.sentence()).isEqualTo("Log in is down in North America; we have found a likely cause.");
    }

    @Test
    void aClosingSaysFirstThatItIsOver() {
        var wording = MailWording.of(
                notice(NoticeKind.CLOSING, report("Log in is down in North America")), CATALOG, Preferences.DEFAULT);

        assertThat(wording)
                .isEqualTo(new MailWording(
                        "[Harbour CRM] Resolved: Log in is down (lasted 1 h 15 min)",
                        "Resolved: “Log in is down”, from 10:42 UTC on 11 April until 11:57 UTC on 11 April.",
                        null,
                        List.of(
                                new Fact("Where", "North America"),
                                new Fact("What", "Log in"),
                                new Fact("Lasted", "1 h 15 min"))));
    }

    @Test
    void aCatchUpSaysThatItIsLate() {
        var wording = MailWording.of(
                notice(NoticeKind.CATCH_UP, report("Log in is down in North America")), CATALOG, Preferences.DEFAULT);

        assertThat(wording.sentence())
                .isEqualTo("Resolved: “Log in is down”, from 10:42 UTC on 11 April until 11:57 UTC on 11 April. "
                        + "We could not notify you earlier.");
    }

    @Test
    void germanMailsSayTheSameInGermanAndInTheZoneOfWhoGetsThem() {
        var report = report("Log in is down in North America");

        assertThat(MailWording.of(notice(NoticeKind.OPENING, report), CATALOG, IN_BERLIN))
                .isEqualTo(new MailWording(
                        "[Harbour CRM] Log in is down",
                        "Störung seit 12:42 Uhr MESZ am 11. April: Log in is down in North America.",
                        null,
                        List.of(
                                new Fact("Wo", "North America"),
                                new Fact("Was", "Log in"),
                                new Fact("Stand", "Ursache wahrscheinlich gefunden"),
                                new Fact("Schweregrad", "erheblich"),
                                new Fact("Wahrscheinliche Ursache", "eine kürzliche Änderung"))));
        assertThat(MailWording.of(notice(NoticeKind.UPDATE, report), CATALOG, IN_BERLIN)
                        .sentence())
                .isEqualTo("Log in is down in North America: Wir haben eine wahrscheinliche Ursache gefunden.");
        assertThat(MailWording.of(notice(NoticeKind.CATCH_UP, report), CATALOG, IN_BERLIN))
                .isEqualTo(new MailWording(
                        "[Harbour CRM] Behoben: Log in is down (Dauer: 1 Std. 15 Min.)",
                        "Behoben: „Log in is down“, von 12:42 Uhr MESZ am 11. April bis 13:57 Uhr MESZ am 11. April. "
                                + "Wir konnten Sie nicht früher benachrichtigen.",
                        null,
                        List.of(
                                new Fact("Wo", "North America"),
                                new Fact("Was", "Log in"),
                                new Fact("Dauer", "1 Std. 15 Min."))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            change      | a recent change
            maintenance | scheduled maintenance
            login@na    | Log in in North America
            cache@na    |
            patch 17    |
            """)
    void ofACauseOnlyPublicWordsAreTold(String cause, @Nullable String told) {
        assertThat(PublicCause.text(cause, CATALOG, ENGLISH)).isEqualTo(Optional.ofNullable(told));
    }

    @Test
    void aCauseIsKeptAsAWordOrACell() {
        assertThat(PublicCause.of(new Cause(SuspectKind.CHANGE, null, Confidence.LIKELY)))
                .isEqualTo("change");
        assertThat(PublicCause.of(new Cause(SuspectKind.CELL, Cell.of("login@na"), Confidence.LIKELY)))
                .isEqualTo("login@na");
    }

    @ParameterizedTest
    @CsvSource({"PT40S, 40 s", "PT8M59S, 8 min", "PT1H, 1 h", "PT3H5M, 3 h 5 min", "PT48H, 2 days", "PT52H, 2 days 4 h"
    })
    void durationsAreSaidInTwoUnitsAtMost(Duration time, String said) {
        assertThat(new LocalTimes(CATALOG.zone(), ENGLISH).lasting(time)).isEqualTo(said);
    }

    @Test
    void theSubjectIsOneLineWhateverTheTitle() {
        var hostile = new Notice(
                "d", "d", "down\r\nBcc: all@customer.example", NoticeKind.OPENING, report("down"), URI.create("/"));

        assertThat(MailWording.of(hostile, CATALOG, Preferences.DEFAULT).subject())
                .isEqualTo("[Harbour CRM] down Bcc: all@customer.example");
    }

    /// Standard Webhooks wants less than 20 kB, whatever an incident touches and whatever a person writes.
    @Test
    void theLargestWebhookStaysUnderItsBound() throws JsonProcessingException {
        var cell = new Cell("c".repeat(63), "r".repeat(63));
        var largest = new IncidentReport(
                "b5tv6s34ta4e",
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                "t".repeat(300),
                IncidentState.INVESTIGATING,
                Severity.CRITICAL,
                Collections.nCopies(20, "r".repeat(63)),
                Collections.nCopies(IncidentReport.MOST_CELLS, new TouchedCell(cell, Verdict.DEGRADED)),
                5_000,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                cell.toString(),
                "…".repeat(IncidentReport.LONGEST_UPDATE));

        var body = Json.mapper().writeValueAsBytes(WebhookBody.of(notice(NoticeKind.UPDATE, largest), CATALOG));

        assertThat(body).hasSizeLessThan(20_000);
    }

    private static Notice notice(NoticeKind kind, Report report) {
        var page = URI.create("http://127.0.0.1:8080/incidents/b5tv6s34ta4e");
        return new Notice("d2", "d1", "Log in is down", kind, report, page);
    }

    private static IncidentReport report(String title) {
        return new IncidentReport(
                "b5tv6s34ta4e",
                3,
                1,
                title,
                IncidentState.IDENTIFIED,
                Severity.MAJOR,
                List.of("na"),
                List.of(new TouchedCell(new Cell("login", "na"), Verdict.DOWN)),
                1,
                Instant.parse("2006-04-11T10:42:00Z"),
                Instant.parse("2006-04-11T11:57:00Z"),
                Instant.parse("2006-04-11T12:00:00Z"),
                "change",
                null);
    }
}
