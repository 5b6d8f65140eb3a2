package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.engine.uptime.MonthTable;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.html.Fragments;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.pagestream.LiveRoutes;
import dev.tocsin.incident.trust.statuspage.PagePaths;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.StatusPage.ShownIncident;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The trust page, kept for all readers, and the streams that push changes to open ones.
///
/// During an outage everyone loads this page at once, so it is served from the event loop. Wrong requests, and
/// those of operators, are left to [StatusPages].
@ApplicationScoped
class PublicPages {

    /// Stands for all regions in place of a region's id.
    static final String ALL = "";

    private final CurrentView live;
    private final CurrentOverview uptime;
    private final StorySource stories;
    private final LivePages<String, StatusPage> pages;
    private final @Nullable URI subscribe;

    PublicPages(
            CurrentView live,
            CurrentOverview uptime,
            StorySource stories,
            Broadcasts broadcasts,
            Clock clock,
            SubscribeUrl subscribe) {
        this.live = live;
        this.uptime = uptime;
        this.stories = stories;
        this.pages = new LivePages<>(
                broadcasts,
                region -> new Patches<>((view, now) -> look(view, region, now), PublicPages::content),
                this::page,
                clock);
        this.subscribe = subscribe.get();
    }

    void serve(@Observes Router router) {
        router.get("/").handler(context -> LiveRoutes.answer(context, pages, known(context)));
        router.get("/live").handler(context -> LiveRoutes.follow(context, pages, known(context)));
    }

    /// The requested region; empty when there is no such region.
    private Optional<String> known(RoutingContext context) {
        var region = context.request().getParam("region");
        return Optional.of(region == null ? ALL : region).filter(this::isKnown);
    }

    boolean isKnown(String region) {
        return region.equals(ALL) || live.view().catalog().region(region).isPresent();
    }

    /// @param region a known region, or [#ALL]
    Uni<Document> page(String region) {
        return pages.page(region);
    }

    /// @param known the revision that the reader knows, or null
    Multi<OutboundSseEvent> follow(String region, @Nullable String known, Sse sse) {
        return pages.join(region, known, sse);
    }

    private Document page(ShownPicture<StatusPage> shown, Instant now) {
        return html(StatusPageTemplates.page(shown.picture(), shown.revision(), PagePaths.PUBLIC, subscribe, now));
    }

    static Document html(TemplateInstance page) {
        return Document.of(page.render(), "text/html;charset=UTF-8");
    }

    private StatusPage look(LiveView view, @Nullable String region, Instant now) {
        return StatusPage.of(
                view, uptime.current(), incident -> stories.of(incident, view, Audience.PUBLIC), region, now);
    }

    static TemplateInstance content(StatusPage page, String element, Instant now) {
        return switch (element) {
            case "open" -> StatusPageTemplates.incidents(page.open(), page.zone(), now);
            case "planned" -> Fragments.planned(page.planned(), page.zone(), now);
            case "recent" -> Fragments.recent(page.recent(), StatusPage.INCIDENT, page.zone(), now);
            case "months" -> StatusPageTemplates.months(page.months());
            case "grid" -> StatusPageTemplates.components(page.grid(), page.lastDay(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "statuspage")
    static final class StatusPageTemplates {

        private StatusPageTemplates() {}

        /// @param revision the revision of the page, from which its stream goes on
        static native TemplateInstance page(
                StatusPage page, String revision, PagePaths paths, @Nullable URI subscribe, Instant now);

        static native TemplateInstance incidents(List<ShownIncident> incidents, ZoneId zone, Instant now);

        static native TemplateInstance months(MonthTable months);

        static native TemplateInstance components(Grid grid, @Nullable LocalDate lastDay, ZoneId zone, Instant now);
    }
}
