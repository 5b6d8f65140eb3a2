package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.incident.http.CachedValue;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.statuspage.HistoryIncident;
import dev.tocsin.incident.trust.statuspage.HistoryRange;
import dev.tocsin.incident.trust.statuspage.IncidentHistory;
import dev.tocsin.incident.trust.statuspage.IncidentHistory.StoredPart;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.writer.PastIncidents;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The pages of past incidents, by month. The database has all incidents, and the pages that were requested lately
/// are kept for all readers.
@ApplicationScoped
class HistoryPages {

    private static final Logger LOG = Logger.getLogger(HistoryPages.class);

    /// The number of incidents that one page reads.
    private static final int MOST = 100;

    private static final int MOST_PAGES = 50;
    private static final Pattern ID = Pattern.compile("[0-9a-z]{12}");

    private final CurrentView live;
    private final CurrentOverview uptime;
    private final PastIncidents past;
    private final ReadableIncidents readable;
    private final Clock clock;
    private final Map<HistoryRequest, CachedValue<Document>> pages = new LinkedHashMap<>(MOST_PAGES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<HistoryRequest, CachedValue<Document>> eldest) {
            return size() > MOST_PAGES;
        }
    };

    HistoryPages(
            CurrentView live, CurrentOverview uptime, PastIncidents past, ReadableIncidents readable, Clock clock) {
        this.live = live;
        this.uptime = uptime;
        this.past = past;
        this.readable = readable;
        this.clock = clock;
    }

    /// @param month null for the month in progress
    /// @param region null for all
    /// @param before the id of the incident after which the page goes on to older ones; or null
    record HistoryRequest(
            @Nullable YearMonth month,
            @Nullable String region,
            @Nullable String before) {}

    /// @param month such as `2026-03`; null for the month in progress
    /// @param region a known region; null for all
    /// @param before as above
    Uni<Document> page(@Nullable String month, @Nullable String region, @Nullable String before) {
        if (before != null && !ID.matcher(before).matches()) {
            throw Declined.badRequest(
                    "before must be the id of an incident: 12 of 0-9 and a-z; it is %s.".formatted(before));
        }
        return kept(new HistoryRequest(month == null ? null : month(month), region, before))
                .current();
    }

    private synchronized CachedValue<Document> kept(HistoryRequest request) {
        return pages.computeIfAbsent(request, it -> CachedValue.of(clock, (_, now) -> made(it, now)));
    }

    private Document made(HistoryRequest request, Instant now) {
        var view = live.view();
        var zone = DisplayNames.zone(view.catalog());
        var month = request.month() == null ? YearMonth.from(now.atZone(zone)) : request.month();
        var range = HistoryRange.of(month, zone, now);
        var history = IncidentHistory.of(view, uptime.current(), range, stored(range, request), request.region());
        return Document.of(HistoryTemplates.history(history, now).render(), "text/html;charset=UTF-8");
    }

    /// Without the database the page has the incidents that the topics still know.
    private StoredPart stored(HistoryRange range, HistoryRequest request) {
        try {
            var found = past.started(range.span().from(), range.span().to(), request.before(), MOST + 1);
            var shown = found.stream().limit(MOST).toList();
            return new StoredPart(
                    shown.stream().flatMap(incident -> seen(incident).stream()).toList(),
                    found.size() > MOST ? shown.getLast().id() : null,
                    past.firstStart(),
                    request.before() != null);
        } catch (PersistenceException e) {
            LOG.warnf("Past incidents cannot be read; only recent ones are shown: %s", e.getMessage());
            return new StoredPart(List.of(), null, Optional.empty(), false);
        }
    }

    private Optional<HistoryIncident> seen(Incident incident) {
        var view = live.view();
        return HistoryIncident.of(incident, view.catalog())
                .map(seen -> seen.mergedInto() == null || readable.has(seen.mergedInto(), view)
                        ? seen
                        : new HistoryIncident(seen.incident(), null));
    }

    private YearMonth month(String text) {
        var present = YearMonth.from(
                clock.instant().atZone(DisplayNames.zone(live.view().catalog())));
        try {
            var month = YearMonth.parse(text);
            if (!month.isAfter(present) && month.getYear() > 0) {
                return month;
            }
        } catch (DateTimeParseException _) {
            // reported below, like a month that has not come
        }
        throw Declined.notFound("There is no month %s: a month is written like 2026-03, and the latest is %s."
                .formatted(text, present));
    }

    @CheckedTemplate(basePath = "statuspage")
    static final class HistoryTemplates {

        private HistoryTemplates() {}

        static native TemplateInstance history(IncidentHistory history, Instant now);
    }
}
