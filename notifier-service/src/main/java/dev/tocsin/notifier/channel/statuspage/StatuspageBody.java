package dev.tocsin.notifier.channel.statuspage;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.delivery.NoticeKind;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.subscription.KnownCatalog;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A webhook body in the format of Atlassian Statuspage, so that receivers of its webhooks can read ours.
///
/// The page's status is that of the notice's incident or window: a notice knows nothing of the rest.
@JsonNaming(SnakeCaseStrategy.class)
record StatuspageBody(Meta meta, PageStatus page, StatuspageIncident incident) {

    private static final String NONE = "none";
    private static final String RESOLVED = "resolved";

    @JsonNaming(SnakeCaseStrategy.class)
    record Meta(URI unsubscribe, String documentation, Instant generatedAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record PageStatus(String id, String statusIndicator, String statusDescription) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record StatuspageIncident(
            String id,
            String name,
            String status,
            String impact,
            @Nullable String impactOverride,
            boolean backfilled,
            Instant createdAt,
            Instant startedAt,
            Instant updatedAt,
            @Nullable Instant monitoringAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant scheduledFor,
            @Nullable Instant scheduledUntil,
            boolean scheduledRemindPrior,
            @Nullable Instant scheduledRemindedAt,
            boolean scheduledAutoInProgress,
            boolean scheduledAutoCompleted,
            @Nullable String postmortemBody,
            @Nullable Instant postmortemBodyLastUpdatedAt,
            boolean postmortemIgnored,
            boolean postmortemNotifiedSubscribers,
            boolean postmortemNotifiedTwitter,
            @Nullable Instant postmortemPublishedAt,
            URI shortlink,
            String organizationId,
            List<StatuspageUpdate> incidentUpdates,
            List<StatuspageComponent> components) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record StatuspageUpdate(
            String id,
            String incidentId,
            String status,
            String body,
            Instant createdAt,
            Instant updatedAt,
            Instant displayAt,
            boolean wantsTwitterUpdate,
            @Nullable Instant twitterUpdatedAt) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record StatuspageComponent(
            String id,
            String name,
            String status,
            Instant createdAt,
            Instant updatedAt,
            int position,
            @Nullable String description,
            boolean showcase,
            @Nullable String startDate,
            @Nullable String groupId,
            String pageId,
            boolean group,
            boolean onlyShowIfDegraded) {}

    /// The values in which the kinds of incidents differ.
    private record NoticeDetails(
            String id,
            String name,
            String status,
            String impact,
            String update,
            Instant began,
            Instant at,
            @Nullable Instant resolvedAt,
            @Nullable Instant scheduledFor,
            @Nullable Instant scheduledUntil,
            List<StatuspageComponent> components) {}

    static StatuspageBody of(Notice notice, ChatMessage announcement, KnownCatalog catalog, Instant now) {
        var update = requireNonNullElse(announcement.update(), announcement.sentence());
        var told = switch (notice.report()) {
            case IncidentReport report -> told(notice.kind(), report, update, catalog);
            case MaintenanceReport report -> told(report, update, catalog);
            case OperatorReport _ -> throw new IllegalArgumentException("operators have no such channel");
        };
        return body(
                told,
                StatusPageIds.of("notice", notice.id()),
                announcement.leave().to(),
                notice.page(),
                now);
    }

    /// A message that is about no incident. It shows an incident that is over already, so that no receiver opens one
    /// of its own.
    static StatuspageBody of(String title, String text, String subscription, URI leave, URI page, Instant now) {
        var told = new NoticeDetails(
                StatusPageIds.of("subscription", subscription),
                title,
                RESOLVED,
                NONE,
                text,
                now,
                now,
                now,
                null,
                null,
                List.of());
        return body(told, StatusPageIds.of("question", subscription + now), leave, page, now);
    }

    private static StatuspageBody body(NoticeDetails told, String update, URI leave, URI page, Instant now) {
        return new StatuspageBody(
                new Meta(leave, "https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/", now),
                new PageStatus(StatusPageIds.PAGE, indicator(told), description(told)),
                new StatuspageIncident(
                        told.id(),
                        told.name(),
                        told.status(),
                        told.impact(),
                        null,
                        false,
                        told.began(),
                        told.began(),
                        told.at(),
                        null,
                        told.resolvedAt(),
                        told.scheduledFor(),
                        told.scheduledUntil(),
                        false,
                        null,
                        false,
                        false,
                        null,
                        null,
                        false,
                        false,
                        false,
                        null,
                        page,
                        StatusPageIds.PAGE,
                        List.of(new StatuspageUpdate(
                                update,
                                told.id(),
                                told.status(),
                                told.update(),
                                told.at(),
                                told.at(),
                                told.at(),
                                false,
                                null)),
                        told.components()));
    }

    private static NoticeDetails told(NoticeKind kind, IncidentReport report, String update, KnownCatalog catalog) {
        var isOver = switch (kind) {
            case OPENING, UPDATE -> false;
            case CLOSING, CATCH_UP -> true;
        };
        return new NoticeDetails(
                report.incident(),
                report.title(),
                isOver ? RESOLVED : word(report.state()),
                report.severity() == Severity.INTERNAL ? NONE : word(report.severity()),
                update,
                requireNonNullElse(report.onset(), report.at()),
                report.at(),
                isOver ? requireNonNullElse(report.endedAt(), report.at()) : null,
                null,
                null,
                components(
                        report.cells(),
                        IncidentReport.TouchedCell::cell,
                        touched -> isOver ? "operational" : status(touched.verdict()),
                        report.at(),
                        catalog));
    }

    private static NoticeDetails told(MaintenanceReport report, String update, KnownCatalog catalog) {
        var status = switch (report.stage()) {
            case ANNOUNCED, REMINDED -> "scheduled";
            case CHANGED -> report.state() == WindowState.IN_PROGRESS ? "in_progress" : "scheduled";
            case STARTED -> "in_progress";
            case COMPLETED, CANCELLED -> "completed";
        };
        return new NoticeDetails(
                StatusPageIds.of("window", report.window()),
                report.title(),
                status,
                "maintenance",
                update,
                report.startsAt(),
                report.at(),
                status.equals("completed") ? report.at() : null,
                report.startsAt(),
                report.endsAt(),
                components(
                        report.cells(),
                        Function.identity(),
                        _ -> status.equals("in_progress") ? "under_maintenance" : "operational",
                        report.at(),
                        catalog));
    }

    private static <T> List<StatuspageComponent> components(
            List<T> touched, Function<T, Cell> cell, Function<T, String> status, Instant at, KnownCatalog catalog) {
        var components = new ArrayList<StatuspageComponent>();
        for (var each : touched) {
            var its = cell.apply(each);
            components.add(new StatuspageComponent(
                    StatusPageIds.of("cell", its.toString()),
                    "%s (%s)".formatted(catalog.componentName(its.component()), catalog.regionName(its.region())),
                    status.apply(each),
                    at,
                    at,
                    components.size() + 1,
                    null,
                    true,
                    null,
                    StatusPageIds.of("region", its.region()),
                    StatusPageIds.PAGE,
                    false,
                    false));
        }
        return components;
    }

    private static String status(Verdict verdict) {
        return switch (verdict) {
            case UP -> "operational";
            case DEGRADED, UNKNOWN -> "degraded_performance";
            case DOWN -> "major_outage";
        };
    }

    private static String indicator(NoticeDetails told) {
        return switch (told.status()) {
            case RESOLVED, "scheduled", "completed" -> NONE;
            default -> told.impact();
        };
    }

    private static String description(NoticeDetails told) {
        return switch (indicator(told)) {
            case "minor" -> "Minor Service Outage";
            case "major" -> "Partial System Outage";
            case "critical" -> "Major System Outage";
            case "maintenance" -> "Service Under Maintenance";
            default -> "All Systems Operational";
        };
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private static String word(IncidentState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
