package dev.tocsin.notifier.message;

import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.CANCELLED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.COMPLETED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.IN_PROGRESS;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.SCHEDULED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.message.MaintenanceReport.WindowTimes;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How planned work is told, in the zone of the page: Chicago, where it is winter.
final class MaintenanceWordingTest {

    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("America/Chicago"),
            List.of(new Named("na", "North America"), new Named("eu", "Europe")),
            List.of(new Named("login", "Log in"), new Named("api", "API")));
    private static final Instant STARTS = Instant.parse("2026-11-29T08:00:00Z");
    private static final Instant ENDS = Instant.parse("2026-11-29T10:00:00Z");

    @Test
    void anAnnouncementSaysFirstWhatIsPlannedAndWhen() {
        var wording = wording(report(MaintenanceStage.ANNOUNCED, SCHEDULED, STARTS, ENDS, null));

        assertThat(wording)
                .isEqualTo(new MailWording(
                        "[Harbour CRM] Scheduled maintenance: Weekly patching",
                        "“Weekly patching” is scheduled for Sunday 29 November, 02:00 to 04:00 CST.",
                        null,
                        List.of(
                                new Fact("Where", "North America, Europe"),
                                new Fact("What", "Log in, API"),
                                new Fact("When", "Sunday 29 November, 02:00 to 04:00 CST"))));
    }

    @Test
    void eachStageHasItsSentence() {
        assertThat(sentence(MaintenanceStage.REMINDED, SCHEDULED))
                .isEqualTo("“Weekly patching” begins soon: Sunday 29 November, 02:00 to 04:00 CST.");
        assertThat(sentence(MaintenanceStage.STARTED, IN_PROGRESS))
                .isEqualTo("“Weekly patching” is in progress until 04:00 CST on 29 November.");
        assertThat(sentence(MaintenanceStage.COMPLETED, COMPLETED))
                .isEqualTo("“Weekly patching” was completed at 04:00 CST on 29 November.");
        assertThat(sentence(MaintenanceStage.CANCELLED, CANCELLED))
                .isEqualTo("“Weekly patching” is cancelled; it was scheduled for "
                        + "Sunday 29 November, 02:00 to 04:00 CST.");
    }

    @Test
    void whatIsMovedSaysOldAndNewTimes() {
        var wording = wording(report(
                MaintenanceStage.CHANGED,
                SCHEDULED,
                STARTS.plus(Duration.ofDays(1)),
                ENDS.plus(Duration.ofDays(1)),
                new WindowTimes(STARTS, ENDS)));

        assertThat(wording.sentence())
                .isEqualTo("“Weekly patching” was moved to Monday 30 November, 02:00 to 04:00 CST.");
        assertThat(wording.facts()).contains(new Fact("Previously", "Sunday 29 November, 02:00 to 04:00 CST"));
    }

    @Test
    void whatIsProlongedOrShortenedSaysBothEnds() {
        var prolonged = report(
                MaintenanceStage.CHANGED, IN_PROGRESS, STARTS, ENDS.plusSeconds(1800), new WindowTimes(STARTS, ENDS));
        var shortened = report(
                MaintenanceStage.CHANGED, IN_PROGRESS, STARTS, ENDS.minusSeconds(1800), new WindowTimes(STARTS, ENDS));

        assertThat(wording(prolonged).sentence())
                .isEqualTo("“Weekly patching” takes longer: it ends at 04:30 CST on 29 November "
                        + "instead of 04:00 CST on 29 November.");
        assertThat(wording(shortened).sentence())
                .isEqualTo("“Weekly patching” takes less time: it ends at 03:30 CST on 29 November "
                        + "instead of 04:00 CST on 29 November.");
    }

    @Test
    void whatIsCancelledWhileItGoesOnWasStopped() {
        var stopped = new MaintenanceReport(
                "patching",
                4,
                MaintenanceStage.CANCELLED,
                "Weekly patching",
                CANCELLED,
                List.of(Cell.of("login@na")),
                1,
                STARTS,
                STARTS.plusSeconds(600),
                new WindowTimes(STARTS, ENDS),
                STARTS.plusSeconds(600));

        assertThat(wording(stopped).sentence()).isEqualTo("“Weekly patching” was stopped at 02:10 CST on 29 November.");
    }

    @Test
    void aSpanOverMidnightOrAChangeOfClocksNamesBothEnds() {
        var chicago = new LocalTimes(ZoneId.of("America/Chicago"), Translation.of(Language.EN));

        assertThat(chicago.span(Instant.parse("2026-11-30T05:00:00Z"), Instant.parse("2026-11-30T07:00:00Z")))
                .isEqualTo("Sunday 29 November, 23:00 CST to Monday 30 November, 01:00 CST");
        assertThat(chicago.span(Instant.parse("2026-11-01T06:00:00Z"), Instant.parse("2026-11-01T08:00:00Z")))
                .isEqualTo("Sunday 1 November, 01:00 CDT to 02:00 CST");
    }

    @Test
    void germanMailsSayTheSameInGermanAndInTheZoneOfWhoGetsThem() {
        var german = new Preferences(true, true, Language.DE, ZoneId.of("Europe/Berlin"));

        assertThat(MailWording.of(
                        notice(report(
                                MaintenanceStage.CHANGED,
                                IN_PROGRESS,
                                STARTS,
                                ENDS.plusSeconds(3600),
                                new WindowTimes(STARTS, ENDS))),
                        CATALOG,
                        german))
                .isEqualTo(new MailWording(
                        "[Harbour CRM] Geplante Wartung: Weekly patching",
                        "„Weekly patching“ dauert länger und endet um 12:00 Uhr MEZ am 29. November "
                                + "statt um 11:00 Uhr MEZ am 29. November.",
                        null,
                        List.of(
                                new Fact("Wo", "North America, Europe"),
                                new Fact("Was", "Log in, API"),
                                new Fact("Wann", "Sonntag, 29. November, 09:00 bis 12:00 Uhr MEZ"),
                                new Fact("Bisher geplant", "Sonntag, 29. November, 09:00 bis 11:00 Uhr MEZ"))));
    }

    @Test
    void whatTouchesMoreThanFitsSaysSo() {
        var many = new MaintenanceReport(
                "patching",
                1,
                MaintenanceStage.ANNOUNCED,
                "Weekly patching",
                SCHEDULED,
                List.of(Cell.of("login@na")),
                2,
                STARTS,
                ENDS,
                null,
                STARTS);

        assertThat(wording(many).facts()).contains(new Fact("What", "Log in, and more"));
    }

    /// Standard Webhooks wants less than 20 kB, whatever a window touches.
    @Test
    void theLargestWebhookStaysUnderItsBound() throws JsonProcessingException {
        var cell = new Cell("c".repeat(63), "r".repeat(63));
        var largest = new MaintenanceReport(
                "w".repeat(63),
                Long.MAX_VALUE,
                MaintenanceStage.CHANGED,
                "…".repeat(200),
                IN_PROGRESS,
                Collections.nCopies(MaintenanceReport.MOST_CELLS, cell),
                5_000,
                STARTS,
                ENDS,
                new WindowTimes(STARTS, ENDS),
                STARTS);

        assertThat(Json.mapper().writeValueAsBytes(WebhookBody.of(notice(largest), CATALOG)))
                .hasSizeLessThan(20_000);
    }

    @Test
    void itLeadsToThePageOfTheWork() {
        var moved = new MaintenanceReport(
                "patching",
                2,
                MaintenanceStage.CHANGED,
                "Weekly patching",
                SCHEDULED,
                List.of(),
                0,
                STARTS,
                ENDS,
                null,
                STARTS);

        assertThat(report(MaintenanceStage.ANNOUNCED, SCHEDULED, STARTS, ENDS, null)
                        .path())
                .isEqualTo("/maintenance/patching");
        assertThat(moved.path()).as("work that touches no public component").isEqualTo("/maintenance");
    }

    private static String sentence(MaintenanceStage stage, WindowState state) {
        return wording(report(stage, state, STARTS, ENDS, null)).sentence();
    }

    private static MailWording wording(MaintenanceReport report) {
        return MailWording.of(notice(report), CATALOG, Preferences.DEFAULT);
    }

    private static Notice notice(MaintenanceReport report) {
        return new Notice(
                "d2",
                "d1",
                "Weekly patching",
                NoticeKind.UPDATE,
                report,
                URI.create("http://127.0.0.1:8080/maintenance/patching"));
    }

    private static MaintenanceReport report(
            MaintenanceStage stage, WindowState state, Instant startsAt, Instant endsAt, @Nullable WindowTimes before) {
        return new MaintenanceReport(
                "patching",
                1,
                stage,
                "Weekly patching",
                state,
                List.of(Cell.of("login@na"), Cell.of("api@na"), Cell.of("login@eu")),
                3,
                startsAt,
                endsAt,
                before,
                STARTS.minusSeconds(3600));
    }
}
