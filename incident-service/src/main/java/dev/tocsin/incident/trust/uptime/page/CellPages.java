package dev.tocsin.incident.trust.uptime.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.heartbeat.JobUrl;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.latency.CellLatencies;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.pagestream.LiveRoutes;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.incident.trust.uptime.LiveCellPage;
import dev.tocsin.incident.trust.uptime.store.Months;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pages of cells, kept for all readers, and the streams that push changes to open ones. Requests for certain
/// days, wrong requests, and those of operators are left to [UptimePages].
@ApplicationScoped
class CellPages {

    private final CurrentView live;
    private final CurrentOverview overviews;
    private final CellPageCache cache;
    private final Months months;
    private final LivePages<FollowedCell, LiveCellPage> pages;

    /// The subject of a cell's stream.
    record FollowedCell(Cell cell, Audience audience) {}

    CellPages(
            CurrentView live,
            CurrentOverview overviews,
            CellPageCache cache,
            Months months,
            Broadcasts broadcasts,
            Clock clock) {
        this.live = live;
        this.overviews = overviews;
        this.cache = cache;
        this.months = months;
        this.pages = new LivePages<>(
                broadcasts,
                followed -> new Patches<>((view, now) -> look(view, followed, now), CellPages::content),
                (shown, now) -> page(shown.picture(), shown.revision(), now),
                clock);
    }

    void serve(@Observes Router router) {
        router.get("/cells/:cell").handler(context -> LiveRoutes.answer(context, pages, whole(context)));
        router.get("/cells/:cell/live").handler(context -> LiveRoutes.follow(context, pages, followed(context)));
    }

    /// The requested cell, unless the request is for certain days.
    private Optional<FollowedCell> whole(RoutingContext context) {
        return context.request().getParam("day") == null ? followed(context) : Optional.empty();
    }

    /// The requested cell, if it is public and the request shows no credentials.
    private Optional<FollowedCell> followed(RoutingContext context) {
        return LiveRoutes.showsCredentials(context.request())
                ? Optional.empty()
                : cell(context.pathParam("cell"), Audience.PUBLIC).map(cell -> new FollowedCell(cell, Audience.PUBLIC));
    }

    /// The cell of this name, if the audience may see it.
    Optional<Cell> cell(String name, Audience audience) {
        var catalog = live.view().catalog();
        var component = catalog.component(name.split("@", 2)[0])
                .filter(known -> audience == Audience.OPERATORS || known.isPublic());
        return component.stream()
                .flatMap(known -> known.regions().stream().map(region -> new Cell(known.id(), region)))
                .filter(cell -> cell.toString().equals(name))
                .findFirst();
    }

    /// @param known the revision that the reader knows, or null
    Multi<OutboundSseEvent> follow(FollowedCell followed, @Nullable String known, Sse sse) {
        return pages.join(followed, known, sse);
    }

    private LiveCellPage look(LiveView view, FollowedCell followed, Instant now) {
        var past = cache.latest(followed.cell());
        return past == null
                ? LiveCellPage.unread(
                        months.unread(followed.cell(), overviews.current()), view, followed.audience(), now)
                : LiveCellPage.of(past, overviews.current(), view, followed.audience(), now);
    }

    private Document page(LiveCellPage shown, String revision, Instant now) {
        var cell = shown.page().cell();
        var view = live.view();
        var page = shown.isRead()
                ? shown
                : LiveCellPage.of(cache.read(cell), overviews.current(), view, Audience.PUBLIC, now);
        var html = CellTemplates.cell(page, DisplayNames.page(view.catalog()), revision, List.of(), false, null, now);
        return Document.of(html.render(), "text/html;charset=UTF-8");
    }

    private static TemplateInstance content(LiveCellPage page, String element, Instant now) {
        return switch (element) {
            case "standing" -> CellTemplates.standing(page, now);
            case "last-days" -> CellTemplates.lastDays(page);
            case "days" -> CellTemplates.days(page);
            case "months" -> CellTemplates.months(page);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "uptime", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class CellTemplates {

        private CellTemplates() {}

        /// @param revision the revision of the page, from which its stream goes on, or empty to begin anew
        /// @param jobs the jobs that have to report; none for the public
        /// @param latency for operators; null for others, and when the events cannot be read
        static native TemplateInstance cell(
                LiveCellPage live,
                String name,
                String revision,
                List<JobUrl> jobs,
                boolean operator,
                @Nullable CellLatencies latency,
                Instant now);

        static native TemplateInstance standing(LiveCellPage live, Instant now);

        static native TemplateInstance lastDays(LiveCellPage live);

        static native TemplateInstance days(LiveCellPage live);

        static native TemplateInstance months(LiveCellPage live);
    }
}
