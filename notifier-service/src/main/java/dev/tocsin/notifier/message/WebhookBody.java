package dev.tocsin.notifier.message;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.notifier.message.Report.TouchedCell;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON of a webhook; with the bounds of [Report] it stays under the 20 kB of Standard Webhooks.
///
/// @param type `incident.opened`, `incident.updated` or `incident.closed`
/// @param timestamp when what it tells happened
public record WebhookBody(String type, Instant timestamp, Data data) {

    /// @param sequence rises with each notice of an incident: ignore one that is lower than the highest seen
    /// @param notice `catch-up` where earlier notices could not be delivered and this one stands for them
    /// @param cells those that customers see, the worst first; `allCells` says how many there are
    public record Data(
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
            @Nullable String suspect,
            @Nullable String update,
            String link) {}

    public static WebhookBody of(Notice notice) {
        var report = notice.report();
        var data = new Data(
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
                report.suspect(),
                report.update(),
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
