package dev.tocsin.incident.trust.uptime.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.heartbeat.JobUrl;
import dev.tocsin.incident.heartbeat.JobUrls;
import dev.tocsin.incident.trust.latency.CellLatencies;
import dev.tocsin.incident.trust.latency.HealthHistory;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.uptime.CellPage;
import dev.tocsin.incident.trust.uptime.CellStanding;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.trust.uptime.MonthPage;
import dev.tocsin.incident.trust.uptime.store.Months;
import dev.tocsin.incident.trust.viewer.Viewer;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The pages of past uptime.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class UptimePages {

    private final Months months;
    private final CurrentOverview overviews;
    private final CurrentView live;
    private final HealthHistory log;
    private final Viewer viewer;
    private final JobUrls heartbeats;
    private final Clock clock;

    UptimePages(
            Months months,
            CurrentOverview overviews,
            CurrentView live,
            HealthHistory log,
            Viewer viewer,
            JobUrls heartbeats,
            Clock clock) {
        this.log = log;
        this.months = months;
        this.overviews = overviews;
        this.live = live;
        this.viewer = viewer;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    /// @param day the day to open, such as `2026-03-14`
    @GET
    @Path("cells/{cell}")
    public TemplateInstance cell(@RestPath String cell, @RestQuery @Nullable String day) {
        var view = live.view();
        var catalog = view.catalog();
        var audience = viewer.audience();
        var shown = catalog.cells().stream()
                .filter(known -> known.toString().equals(cell))
                .filter(known -> audience == Audience.OPERATORS
                        || catalog.component(known.component()).orElseThrow().isPublic())
                .findAny()
                .orElseThrow(() -> Declined.notFound("There is no %s on this page.".formatted(cell)));
        var page = months.cell(shown, overviews.current(), day == null ? null : day(day));
        var now = clock.instant();
        var forOperators = audience == Audience.OPERATORS;
        return UptimeTemplates.cell(
                page,
                DisplayNames.page(catalog),
                CellStanding.of(view, shown, audience, now),
                forOperators ? heartbeats.of(shown) : List.of(),
                forOperators,
                forOperators ? latency(shown, catalog, now) : null,
                now);
    }

    /// Null when the events cannot be read.
    private @Nullable CellLatencies latency(Cell cell, Catalog catalog, Instant now) {
        return log.of(cell, now.minus(CellLatencies.WINDOW))
                .map(excerpt -> CellLatencies.of(excerpt.events(), excerpt.since(), catalog, now))
                .orElse(null);
    }

    @GET
    @Path("months/{month}")
    public TemplateInstance month(@RestPath String month) {
        var page = months.page(monthOf(month), overviews.current());
        return UptimeTemplates.month(page, DisplayNames.page(live.view().catalog()), clock.instant());
    }

    private LocalDate day(String text) {
        var days = months.days();
        try {
            var day = LocalDate.parse(text);
            if (days.contains(day)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // reported below, like a day that has not come
        }
        throw Declined.badRequest("day must be a day from %s to %s, such as %s; it is %s."
                .formatted(days.first(), days.last(), days.last(), text));
    }

    private YearMonth monthOf(String text) {
        var present = YearMonth.from(
                clock.instant().atZone(DisplayNames.zone(live.view().catalog())));
        try {
            var month = YearMonth.parse(text);
            if (!month.isAfter(present)) {
                return month;
            }
        } catch (DateTimeParseException _) {
            // reported below, like a month that has not come
        }
        throw Declined.notFound("There is no month %s: a month is written like 2026-03, and the latest is %s."
                .formatted(text, present));
    }

    @CheckedTemplate(basePath = "uptime")
    static final class UptimeTemplates {

        private UptimeTemplates() {}

        /// @param jobs the jobs that have to report; none for the public
        /// @param latency for operators; null for others, and when the events cannot be read
        static native TemplateInstance cell(
                CellPage page,
                String name,
                CellStanding standing,
                List<JobUrl> jobs,
                Boolean operator,
                @Nullable CellLatencies latency,
                Instant now);

        static native TemplateInstance month(MonthPage page, String name, Instant now);
    }
}
