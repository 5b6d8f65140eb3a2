package dev.tocsin.notifier.message;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.MaintenanceStage;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.message.IncidentReport.TouchedCell;
import dev.tocsin.notifier.message.MaintenanceReport.WindowTimes;
import dev.tocsin.notifier.message.OperatorReport.SuspectedCause;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Translation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The JSON of a webhook; with the bounds of [Report] it stays under the 20 kB of Standard Webhooks.
///
/// @param type `incident.opened`, `incident.updated` or `incident.closed`; or `maintenance.` and a stage, such as
///     `maintenance.announced`
/// @param timestamp the time of the event that is reported
public record WebhookBody(String type, Instant timestamp, Data data) {

    /// Machines read webhooks, and all receivers get the same.
    private static final Translation ENGLISH = Translation.of(Language.EN);

    public sealed interface Data {}

    /// @param sequence rises with each notice of an incident: ignore a notice whose sequence is lower than the highest
    ///     seen
    /// @param notice `catch-up` where earlier notices could not be delivered and this one replaces them
    /// @param cells those that customers see, the worst first; `allCells` is the number of all of them
    /// @param endedAt when the last outage to end was over; null while none has ended
    /// @param suspect the likeliest cause in words for customers, or null
    /// @param update the last text that a person wrote, Markdown, or null
    /// @param missed the sequences of earlier notices that could not be delivered, and that this one replaces
    public record IncidentData(
            String incident,
            long sequence,
            int episode,
            NoticeKind notice,
            String title,
            IncidentState state,
            Severity severity,
            List<String> regions,
            List<TouchedCell> cells,
            int allCells,
            @Nullable Instant onset,
            @Nullable Instant endedAt,
            @Nullable String suspect,
            @Nullable String update,
            List<Long> missed,
            String link)
            implements Data {}

    /// @param sequence rises with each notice of a window: ignore a notice whose sequence is lower than the highest
    ///     seen
    /// @param cells those that customers see; `allCells` is the number of all of them
    /// @param before the times that were announced before; null while they hold
    /// @param missed the sequences of earlier notices that could not be delivered, and that this one replaces
    public record MaintenanceData(
            String window,
            long sequence,
            MaintenanceStage stage,
            NoticeKind notice,
            String title,
            WindowState state,
            List<Cell> cells,
            int allCells,
            Instant startsAt,
            Instant endsAt,
            @Nullable WindowTimes before,
            List<Long> missed,
            String link)
            implements Data {}

    /// For operators: internal components and causes are among its values.
    ///
    /// @param sequence rises with each notice of an incident: ignore a lower one than the highest that was seen
    /// @param cells the worst first; `allCells` is the number of all of them
    /// @param endedAt null while it is open
    /// @param suspect the likeliest suspect, or null
    /// @param acknowledgedBy the person who acknowledged it, or null
    public record OperatorData(
            String incident,
            long sequence,
            int episode,
            NoticeKind notice,
            String title,
            IncidentState state,
            Severity severity,
            List<String> regions,
            List<TouchedCell> cells,
            int allCells,
            Instant onset,
            @Nullable Instant endedAt,
            @Nullable SuspectedCause suspect,
            Reach reach,
            @Nullable String acknowledgedBy,
            String link)
            implements Data {}

    public static WebhookBody of(Notice notice, KnownCatalog catalog) {
        return switch (notice.report()) {
            case IncidentReport report -> of(notice, report, catalog);
            case MaintenanceReport report -> of(notice, report);
            case OperatorReport report -> of(notice, report);
        };
    }

    private static WebhookBody of(Notice notice, IncidentReport report, KnownCatalog catalog) {
        var data = new IncidentData(
                report.incident(),
                report.number(),
                report.episode(),
                notice.kind(),
                report.title(),
                report.state(),
                report.severity(),
                report.regions(),
                report.cells(),
                report.allCells(),
                report.onset(),
                report.endedAt(),
                PublicCause.text(report.cause(), catalog, ENGLISH).orElse(null),
                report.update(),
                notice.missed(),
                notice.page().toString());
        return new WebhookBody(type(notice.kind()), report.at(), data);
    }

    private static WebhookBody of(Notice notice, MaintenanceReport report) {
        var data = new MaintenanceData(
                report.window(),
                report.number(),
                report.stage(),
                notice.kind(),
                report.title(),
                report.state(),
                report.cells(),
                report.allCells(),
                report.startsAt(),
                report.endsAt(),
                report.before(),
                notice.missed(),
                notice.page().toString());
        return new WebhookBody("maintenance." + report.stage().name().toLowerCase(Locale.ROOT), report.at(), data);
    }

    private static WebhookBody of(Notice notice, OperatorReport report) {
        var data = new OperatorData(
                report.incident(),
                report.number(),
                report.episode(),
                notice.kind(),
                report.title(),
                report.state(),
                report.severity(),
                report.regions(),
                report.cells(),
                report.allCells(),
                report.onset(),
                report.endedAt(),
                report.cause(),
                report.reach(),
                report.acknowledgedBy(),
                notice.page().toString());
        return new WebhookBody(type(notice.kind()), report.at(), data);
    }

    private static String type(NoticeKind kind) {
        return switch (kind) {
            case OPENING -> "incident.opened";
            case UPDATE -> "incident.updated";
            case CLOSING, CATCH_UP -> "incident.closed";
        };
    }
}
