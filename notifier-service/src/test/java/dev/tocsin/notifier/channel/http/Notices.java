package dev.tocsin.notifier.channel.http;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.Report;
import dev.tocsin.notifier.subscription.ConfirmationCode;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Preferences;
import dev.tocsin.notifier.subscription.Translation;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notices of the 2006 case, and of people who write what they should not.
public final class Notices {

    public static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Etc/UTC"),
            List.of(new Named("na", "North America")),
            List.of(new Named("login", "Log in")));

    public static final CodeRequest CODE =
            new CodeRequest(Translation.of(Language.EN), "Harbour CRM", new ConfirmationCode("4BKTX9QW"));

    private static final Instant AT = Instant.parse("2006-04-11T11:00:00Z");
    private static final String TITLE = "Log in is down in North America";

    private Notices() {}

    public static Notice opening() {
        return incident(NoticeKind.OPENING, TITLE, null);
    }

    public static Notice closing() {
        return incident(NoticeKind.CLOSING, TITLE, null);
    }

    /// @param text in its title and in what an operator wrote
    public static Notice saying(String text) {
        return incident(NoticeKind.UPDATE, text, text);
    }

    /// As long as anything may be.
    public static Notice longest(String letter) {
        return saying(letter.repeat(IncidentReport.LONGEST_UPDATE));
    }

    public static Notice maintenance() {
        return notice(
                NoticeKind.UPDATE,
                "Patching",
                new MaintenanceReport(
                        "patching-16",
                        1,
                        MaintenanceStage.STARTED,
                        "Patching",
                        WindowState.IN_PROGRESS,
                        List.of(new Cell("login", "na")),
                        1,
                        Instant.parse("2006-04-16T07:00:00Z"),
                        Instant.parse("2006-04-16T09:00:00Z"),
                        null,
                        Instant.parse("2006-04-16T07:00:00Z")));
    }

    public static ChatMessage inGerman(Notice notice) {
        var german = new Preferences(true, true, Language.DE, null);
        return ChatMessage.of(notice, CATALOG, german, URI.create("https://notices.harbour.example/leave"));
    }

    public static ChatMessage announcement(Notice notice) {
        return ChatMessage.of(
                notice,
                CATALOG,
                Preferences.DEFAULT,
                URI.create("https://notices.harbour.example/subscriptions/leave?token=t"));
    }

    private static Notice incident(NoticeKind kind, String title, @Nullable String update) {
        return notice(
                kind,
                title,
                new IncidentReport(
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
                        AT,
                        "change",
                        update));
    }

    private static Notice notice(NoticeKind kind, String subject, Report report) {
        var page = URI.create("https://trust.harbour.example/incidents/b5tv6s34ta4e");
        return new Notice("d2", "d1", subject, kind, report, page);
    }
}
