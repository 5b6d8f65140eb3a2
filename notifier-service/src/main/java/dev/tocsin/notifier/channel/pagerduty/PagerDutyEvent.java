package dev.tocsin.notifier.channel.pagerduty;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tocsin.contract.Severity;
import dev.tocsin.notifier.channel.BoundedText;
import dev.tocsin.notifier.channel.http.ChatMessage;
import dev.tocsin.notifier.message.IncidentReport;
import dev.tocsin.notifier.message.MailWording.Fact;
import dev.tocsin.notifier.message.MaintenanceReport;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.OperatorReport;
import dev.tocsin.notifier.subscription.KnownCatalog;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event of the Events API v2, and the path to which it is sent.
///
/// An incident is one alert, however often it reopens. Planned work is a change event, which alerts nobody. Tocsin
/// never acknowledges: that is for the person whom the alert woke.
sealed interface PagerDutyEvent {

    int LONGEST_SUMMARY = 1024;
    int LONGEST_DETAIL = 2000;

    /// The path below the service's address.
    String path();

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    record Alert(
            String routingKey,
            String eventAction,
            String dedupKey,
            @Nullable Payload payload,
            @Nullable List<PagerDutyLink> links,
            @Nullable String client,
            @Nullable URI clientUrl)
            implements PagerDutyEvent {
        @Override
        public String path() {
            return "/v2/enqueue";
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record ChangeMessage(String routingKey, Payload payload, List<PagerDutyLink> links) implements PagerDutyEvent {
        @Override
        public String path() {
            return "/v2/change/enqueue";
        }
    }

    /// @param severity of an alert; null for a change
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(Include.NON_NULL)
    record Payload(
            String summary,
            String source,
            @Nullable String severity,
            Instant timestamp,
            Map<String, String> customDetails) {}

    record PagerDutyLink(URI href, String text) {}

    static PagerDutyEvent of(Notice notice, String subscription, String key, ChatMessage said, KnownCatalog catalog) {
        return switch (notice.report()) {
            case IncidentReport report ->
                alert(notice, report.severity(), dedupKey(report.incident(), subscription), key, said, catalog);
            case OperatorReport report ->
                alert(notice, report.severity(), dedupKey(report.incident(), subscription), key, said, catalog);
            case MaintenanceReport report ->
                new ChangeMessage(key, payload(said, catalog, null, report.at()), links(notice.page()));
        };
    }

    /// A change event that is about no incident, and alerts nobody.
    static PagerDutyEvent change(String key, String summary, KnownCatalog catalog, URI page, Instant now) {
        return new ChangeMessage(key, new Payload(summary, catalog.page(), null, now, Map.of()), links(page));
    }

    private static Alert alert(
            Notice notice, Severity severity, String dedupKey, String key, ChatMessage said, KnownCatalog catalog) {
        return switch (notice.kind()) {
            case OPENING, UPDATE ->
                new Alert(
                        key,
                        "trigger",
                        dedupKey,
                        payload(
                                said,
                                catalog,
                                severity(severity),
                                notice.report().at()),
                        links(notice.page()),
                        catalog.page(),
                        notice.page());
            case CLOSING, CATCH_UP -> new Alert(key, "resolve", dedupKey, null, null, null, null);
        };
    }

    private static String dedupKey(String incident, String subscription) {
        return "tocsin/%s/%s".formatted(incident, subscription);
    }

    private static Payload payload(ChatMessage said, KnownCatalog catalog, @Nullable String severity, Instant at) {
        var details = said.facts().stream()
                .collect(toMap(
                        Fact::name,
                        fact -> BoundedText.of(fact.value(), LONGEST_DETAIL),
                        (first, _) -> first,
                        LinkedHashMap::new));
        var update = said.update();
        if (update != null) {
            details.put("Update", BoundedText.of(update, LONGEST_DETAIL));
        }
        return new Payload(
                BoundedText.of("%s: %s".formatted(catalog.page(), said.sentence()), LONGEST_SUMMARY),
                catalog.page(),
                severity,
                at,
                details);
    }

    private static List<PagerDutyLink> links(URI page) {
        return List.of(new PagerDutyLink(page, "Details"));
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case MAJOR -> "error";
            case MINOR -> "warning";
            case INTERNAL -> "info";
        };
    }
}
