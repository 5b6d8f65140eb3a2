package dev.tocsin.incident.trust.uptime.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.heartbeat.JobUrls;
import dev.tocsin.incident.trust.latency.CellLatencies;
import dev.tocsin.incident.trust.latency.HealthHistory;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.trust.uptime.LiveCellPage;
import dev.tocsin.incident.trust.uptime.MonthPage;
import dev.tocsin.incident.trust.uptime.page.CellPages.CellTemplates;
import dev.tocsin.incident.trust.uptime.page.CellPages.FollowedCell;
import dev.tocsin.incident.trust.uptime.store.Months;
import dev.tocsin.incident.trust.uptime.store.Months.Days;
import dev.tocsin.incident.trust.viewer.Viewer;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
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

    /// More days are read in the list of days with problems.
    private static final int MOST_DAYS = 31;

    private final CellPages cells;
    private final Months months;
    private final CurrentOverview overviews;
    private final CurrentView live;
    private final HealthHistory log;
    private final Viewer viewer;
    private final Caller caller;
    private final JobUrls heartbeats;
    private final Clock clock;

    UptimePages(
            CellPages cells,
            Months months,
            CurrentOverview overviews,
            CurrentView live,
            HealthHistory log,
            Viewer viewer,
            Caller caller,
            JobUrls heartbeats,
            Clock clock) {
        this.cells = cells;
        this.log = log;
        this.months = months;
        this.overviews = overviews;
        this.live = live;
        this.viewer = viewer;
        this.caller = caller;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    /// The page for operators, and with certain days opened; [CellPages] answers all other requests.
    ///
    /// @param day the day to open, or the first of several, such as `2026-03-14`
    /// @param to the last day to open; missing to open one
    @GET
    @Path("cells/{cell}")
    public TemplateInstance cell(
            @RestPath String cell, @RestQuery @Nullable String day, @RestQuery @Nullable String to) {
        var audience = viewer.audience();
        var shown = known(cell, audience);
        var view = live.view();
        var overview = overviews.current();
        var page = months.cell(shown, overview, day == null ? null : days(day, to == null ? day : to));
        var now = clock.instant();
        var forOperators = audience == Audience.OPERATORS;
        return CellTemplates.cell(
                LiveCellPage.of(page, overview, view, audience, now),
                DisplayNames.page(view.catalog()),
                "",
                caller.may(Permissions.HEARTBEATS_READ) ? heartbeats.of(shown) : List.of(),
                forOperators,
                forOperators ? latency(shown, view.catalog(), now) : null,
                now);
    }

    /// @param known the revision that the reader knows, or null
    @GET
    @Path("cells/{cell}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(
            @RestPath String cell, @RestQuery(LiveStreams.KNOWN) @Nullable String known, Sse sse) {
        var audience = viewer.audience();
        return cells.follow(new FollowedCell(known(cell, audience), audience), known, sse);
    }

    private Cell known(String cell, Audience audience) {
        return cells.cell(cell, audience)
                .orElseThrow(() -> Declined.notFound("There is no %s on this page.".formatted(cell)));
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

    private Days days(String first, String last) {
        var opened = new Days(day("day", first), day("to", last));
        if (opened.first().isAfter(opened.last())
                || opened.first().plusDays(MOST_DAYS).isBefore(opened.last())) {
            throw Declined.badRequest(
                    "to must be at most %d days after day; day is %s and to is %s.".formatted(MOST_DAYS, first, last));
        }
        return opened;
    }

    private LocalDate day(String field, String text) {
        var days = months.days();
        try {
            var day = LocalDate.parse(text);
            if (days.contains(day)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // reported below, like a day that has not come
        }
        throw Declined.badRequest("%s must be a day from %s to %s, such as %s; it is %s."
                .formatted(field, days.first(), days.last(), days.last(), text));
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

        static native TemplateInstance month(MonthPage page, String name, Instant now);
    }
}
