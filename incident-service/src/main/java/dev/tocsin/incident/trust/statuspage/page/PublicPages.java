package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.engine.recurrence.Recurrence;
import dev.tocsin.engine.uptime.MonthTable;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.html.Fragments;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.pagestream.PageFeed;
import dev.tocsin.incident.trust.statuspage.IncidentHistory;
import dev.tocsin.incident.trust.statuspage.IncidentPage;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.StatusPage.ShownIncident;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.problem.Declined;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The public pages, kept for all readers, and the streams that push changes to open pages.
///
/// During an outage everyone loads these pages at once, so they are served from the event loop. Wrong requests, and
/// those of operators, are left to [StatusPages].
@ApplicationScoped
class PublicPages {

    /// Browsers keep the page, and ask each time whether it is still valid.
    private static final Map<String, String> ASK_AGAIN = Map.of(HttpHeaders.CACHE_CONTROL, "no-cache");

    /// Stands for all regions in place of a region's id.
    static final String ALL = "";

    private final CurrentView live;
    private final CurrentOverview uptime;
    private final StorySource stories;
    private final LivePages<String, StatusPage> pages;
    private final LivePages<StreamSubject, IncidentPage> incidents;
    private final @Nullable URI subscribe;

    /// The subject of an incident's stream.
    record StreamSubject(String incident, Audience audience) {}

    /// @param notifier the URL at which customers subscribe; without it the page does not offer that
    PublicPages(
            CurrentView live,
            CurrentOverview uptime,
            StorySource stories,
            Broadcasts broadcasts,
            Clock clock,
            @ConfigProperty(name = "tocsin.notifier.url") Optional<URI> notifier) {
        this.live = live;
        this.uptime = uptime;
        this.stories = stories;
        this.pages = new LivePages<>(
                broadcasts,
                region -> new Patches<>((view, now) -> look(view, region, now), PublicPages::content),
                this::page,
                clock);
        this.incidents = new LivePages<>(
                broadcasts,
                this::teller,
                (shown, now) -> html(StatusPageTemplates.incident(shown.picture(), shown.revision(), false, now)),
                clock);
        this.subscribe = notifier.map(url -> new Site(url).at("/subscriptions")).orElse(null);
    }

    void serve(@Observes Router router) {
        router.get("/").handler(context -> answer(context, pages, known(context)));
        router.get("/live").handler(context -> follow(context, pages, known(context)));
        router.get("/incidents/:id").handler(context -> answer(context, incidents, followed(context)));
        router.get("/incidents/:id/live").handler(context -> follow(context, incidents, followed(context)));
    }

    private static <K> void answer(RoutingContext context, LivePages<K, ?> pages, Optional<K> key) {
        key.ifPresentOrElse(it -> Document.answer(context, pages.page(it), ASK_AGAIN), context::next);
    }

    private static <K> void follow(RoutingContext context, LivePages<K, ?> pages, Optional<K> key) {
        key.ifPresentOrElse(
                it -> context.vertx()
                        .executeBlocking(Executors.callable(() -> pages.join(it, context)), false)
                        .onFailure(_ -> context.next()),
                context::next);
    }

    /// The requested region; empty when there is no such region.
    private Optional<String> known(RoutingContext context) {
        var region = context.request().getParam("region");
        return Optional.of(region == null ? ALL : region).filter(this::isKnown);
    }

    /// The requested incident, if it is public and the request shows no credentials.
    private Optional<StreamSubject> followed(RoutingContext context) {
        var followed = new StreamSubject(context.pathParam("id"), Audience.PUBLIC);
        return Optional.of(followed).filter(it -> !showsCredentials(context.request()) && isThere(it));
    }

    private static boolean showsCredentials(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getHeader(HttpHeaders.COOKIE) != null;
    }

    boolean isKnown(String region) {
        return region.equals(ALL) || live.view().catalog().region(region).isPresent();
    }

    boolean isThere(StreamSubject followed) {
        return Incidents.one(live.view(), followed.audience(), followed.incident())
                .isPresent();
    }

    /// @param region a known region, or [#ALL]
    Uni<Document> page(String region) {
        return pages.page(region);
    }

    /// @param known the revision that the reader knows, or null
    Multi<OutboundSseEvent> follow(String region, @Nullable String known, Sse sse) {
        return pages.join(region, known, sse);
    }

    Uni<Document> page(StreamSubject followed) {
        return incidents.page(followed);
    }

    /// @param known as above
    Multi<OutboundSseEvent> follow(StreamSubject followed, @Nullable String known, Sse sse) {
        return incidents.join(followed, known, sse);
    }

    /// The incident's page for operators, who work on the incident and see its recurrences. It is not kept.
    Optional<Document> pageForOperators(String incident, List<Recurrence> recurring, Instant now) {
        return look(live.view(), new StreamSubject(incident, Audience.OPERATORS), recurring, now)
                .map(page -> html(StatusPageTemplates.incident(page, "", true, now)));
    }

    Document history(Instant now) {
        return html(StatusPageTemplates.history(IncidentHistory.of(live.view(), uptime.current()), now));
    }

    private Document page(ShownPicture<StatusPage> shown, Instant now) {
        return html(StatusPageTemplates.page(shown.picture(), shown.revision(), subscribe, now));
    }

    private static Document html(TemplateInstance page) {
        return Document.of(page.render(), "text/html;charset=UTF-8");
    }

    private StatusPage look(LiveView view, @Nullable String region, Instant now) {
        return StatusPage.of(
                view, uptime.current(), incident -> stories.of(incident, view, Audience.PUBLIC), region, now);
    }

    private Optional<IncidentPage> look(
            LiveView view, StreamSubject followed, List<Recurrence> recurring, Instant now) {
        return Incidents.one(view, followed.audience(), followed.incident())
                .map(seen -> IncidentPage.of(view, seen, stories.of(seen, view, followed.audience()), recurring, now));
    }

    /// An incident so old that the live view has forgotten it stays on the page as it was.
    private PageFeed<IncidentPage> teller(StreamSubject followed) {
        var last = Incidents.one(live.view(), followed.audience(), followed.incident())
                .orElseThrow(() -> noIncident(followed.incident()));
        return new Patches<>(
                (view, now) -> look(view, followed, List.of(), now)
                        .orElseGet(() -> IncidentPage.of(
                                view, last, stories.of(last, view, followed.audience()), List.of(), now)),
                PublicPages::content);
    }

    static Declined noIncident(String id) {
        return Declined.notFound("There is no incident %s on this page.".formatted(id));
    }

    private static TemplateInstance content(StatusPage page, String element, Instant now) {
        return switch (element) {
            case "open" -> StatusPageTemplates.incidents(page.open(), page.zone(), now);
            case "planned" -> Fragments.planned(page.planned(), page.zone(), now);
            case "recent" -> Fragments.recent(page.recent(), StatusPage.INCIDENT, page.zone(), now);
            case "months" -> StatusPageTemplates.months(page.months());
            case "grid" -> StatusPageTemplates.components(page.grid(), page.lastDay(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    private static TemplateInstance content(IncidentPage page, String element, Instant now) {
        return switch (element) {
            case "standing" -> StatusPageTemplates.standing(page, now);
            case "postmortem" -> StatusPageTemplates.postmortem(page, now);
            case "touched" -> IncidentFragments.touched(page, now);
            case "story" -> IncidentFragments.story(page, now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "statuspage")
    static final class StatusPageTemplates {

        private StatusPageTemplates() {}

        /// @param revision the revision of the page, from which its stream goes on
        static native TemplateInstance page(StatusPage page, String revision, @Nullable URI subscribe, Instant now);

        /// @param revision as above; empty for none
        static native TemplateInstance incident(IncidentPage page, String revision, boolean operator, Instant now);

        static native TemplateInstance standing(IncidentPage page, Instant now);

        static native TemplateInstance postmortem(IncidentPage page, Instant now);

        static native TemplateInstance incidents(List<ShownIncident> incidents, ZoneId zone, Instant now);

        static native TemplateInstance months(MonthTable months);

        static native TemplateInstance history(IncidentHistory history, Instant now);

        static native TemplateInstance components(Grid grid, @Nullable LocalDate lastDay, ZoneId zone, Instant now);
    }
}
