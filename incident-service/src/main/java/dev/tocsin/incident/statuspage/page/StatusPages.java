package dev.tocsin.incident.statuspage.page;

import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.incident.dashboard.Grid;
import dev.tocsin.incident.dashboard.api.Viewer;
import dev.tocsin.incident.dashboard.page.Fragments;
import dev.tocsin.incident.dashboard.page.Patches;
import dev.tocsin.incident.dashboard.stream.Broadcast.Shown;
import dev.tocsin.incident.dashboard.stream.Broadcasts;
import dev.tocsin.incident.dashboard.stream.LivePages;
import dev.tocsin.incident.dashboard.stream.Teller;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.topic.LiveTopics;
import dev.tocsin.incident.problem.http.Declined;
import dev.tocsin.incident.recurrence.Recurrence;
import dev.tocsin.incident.recurrence.store.Recurrences;
import dev.tocsin.incident.statuspage.IncidentPage;
import dev.tocsin.incident.statuspage.StatusPage;
import dev.tocsin.incident.statuspage.StatusPage.OpenIncident;
import dev.tocsin.incident.story.store.StoryShelf;
import dev.tocsin.incident.uptime.MonthReport;
import dev.tocsin.incident.uptime.scheduler.Overviews;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The public pages.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class StatusPages {

    private final LiveTopics topics;
    private final Viewer viewer;
    private final Recurrences recurrences;
    private final Overviews uptime;
    private final StoryShelf stories;
    private final Clock clock;
    private final LivePages<String, StatusPage> pages;
    private final LivePages<Followed, IncidentPage> incidents;
    private final @Nullable URI subscribe;

    /// @param notifier where customers subscribe; without it the page does not offer that
    StatusPages(
            LiveTopics topics,
            Viewer viewer,
            Recurrences recurrences,
            Overviews uptime,
            StoryShelf stories,
            Broadcasts broadcasts,
            Clock clock,
            @ConfigProperty(name = "tocsin.notifier.url") Optional<URI> notifier) {
        this.topics = topics;
        this.viewer = viewer;
        this.recurrences = recurrences;
        this.uptime = uptime;
        this.stories = stories;
        this.clock = clock;
        this.pages = new LivePages<>(
                broadcasts,
                region -> new Patches<>((view, now) -> look(view, region, now), StatusPages::content),
                this::page,
                clock);
        this.incidents = new LivePages<>(
                broadcasts,
                this::teller,
                (shown, now) -> html(Templates.incident(shown.picture(), shown.revision(), false, now)),
                clock);
        this.subscribe = notifier.map(url -> url.resolve("/subscriptions")).orElse(null);
    }

    /// Kept by browsers, and asked for each time whether it is still so.
    private static final String ASK_AGAIN = "no-cache";

    private record Followed(String incident, Audience audience) {}

    /// @param region empty or not there for all
    @GET
    @NonBlocking
    @Compressed
    public Uni<Response> page(
            @RestQuery @Nullable String region, @Context Request request, @Context HttpServerRequest http) {
        return pages.page(known(region)).map(page -> answer(page, request, http));
    }

    private Document page(Shown<StatusPage> shown, Instant now) {
        return html(Templates.page(shown.picture(), shown.revision(), subscribe, now));
    }

    private static Document html(TemplateInstance page) {
        return Document.of(page.render(), "text/html;charset=UTF-8");
    }

    private static Response answer(Document page, Request request, HttpServerRequest http) {
        return page.answer(request, http)
                .header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN)
                .build();
    }

    /// All come at once when it matters, so they are answered where they asked, from what is kept. What is wrong is
    /// said as everywhere, and operators are known there.
    void answer(@Observes Router router) {
        var headers = Map.of(HttpHeaders.CACHE_CONTROL, ASK_AGAIN);
        router.get("/").handler(context -> {
            var region = region(context);
            if (isKnown(region)) {
                Document.answer(context, pages.page(region), headers);
            } else {
                context.next();
            }
        });
        router.get("/incidents/:id").handler(context -> {
            var followed = followed(context);
            if (isPublic(context, followed)) {
                Document.answer(context, incidents.page(followed), headers);
            } else {
                context.next();
            }
        });
    }

    /// Very many follow these, so what is told is written once for all of them.
    void live(@Observes Router router) {
        router.get("/live").handler(context -> {
            var region = region(context);
            follow(context, isKnown(region), pages, region);
        });
        router.get("/incidents/:id/live").handler(context -> {
            var followed = followed(context);
            follow(context, isPublic(context, followed), incidents, followed);
        });
    }

    private static String region(RoutingContext context) {
        return Objects.requireNonNullElse(context.request().getParam("region"), "");
    }

    private static Followed followed(RoutingContext context) {
        return new Followed(context.pathParam("id"), Audience.PUBLIC);
    }

    private boolean isPublic(RoutingContext context, Followed followed) {
        return !showsCredentials(context.request()) && isThere(followed);
    }

    private static <K> void follow(RoutingContext context, boolean isRight, LivePages<K, ?> pages, K key) {
        if (isRight) {
            var _ = context.vertx().executeBlocking(Executors.callable(() -> pages.join(key, context)), false);
        } else {
            context.next();
        }
    }

    private static boolean showsCredentials(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null || request.getHeader(HttpHeaders.COOKIE) != null;
    }

    /// @param known the revision that the reader knows, or null
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(
            @RestQuery @Nullable String region, @RestQuery(LivePages.KNOWN) @Nullable String known, Sse sse) {
        return pages.join(known(region), known, sse);
    }

    /// Operators read there also what only they may see.
    @GET
    @Path("incidents/{id}")
    @Compressed
    public Uni<Response> incident(@RestPath String id, @Context Request request, @Context HttpServerRequest http)
            throws SQLException {
        var followed = new Followed(id, viewer.audience());
        if (!isThere(followed)) {
            throw noIncident(id);
        }
        return followed.audience() == Audience.PUBLIC
                ? incidents.page(followed).map(page -> answer(page, request, http))
                : Uni.createFrom().item(answer(forOperators(followed), request, http));
    }

    private Document forOperators(Followed followed) throws SQLException {
        var recurring = recurrences.of(followed.incident());
        var now = clock.instant();
        var page = look(topics.view(), followed, recurring, now).orElseThrow(() -> noIncident(followed.incident()));
        return html(Templates.incident(page, "", true, now));
    }

    private boolean isThere(Followed followed) {
        return Incidents.one(topics.view(), followed.audience(), followed.incident())
                .isPresent();
    }

    /// @param known as above
    @GET
    @Path("incidents/{id}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> liveIncident(
            @RestPath String id, @RestQuery(LivePages.KNOWN) @Nullable String known, Sse sse) {
        var followed = new Followed(id, viewer.audience());
        if (!isThere(followed)) {
            throw noIncident(id);
        }
        return incidents.join(followed, known, sse);
    }

    private StatusPage look(LiveView view, @Nullable String region, Instant now) {
        return StatusPage.of(
                view, uptime.current(), incident -> stories.of(incident, view, Audience.PUBLIC), region, now);
    }

    private Optional<IncidentPage> look(LiveView view, Followed followed, List<Recurrence> recurring, Instant now) {
        return Incidents.one(view, followed.audience(), followed.incident())
                .map(seen -> IncidentPage.of(view, seen, stories.of(seen, view, followed.audience()), recurring, now));
    }

    /// An incident that is so old that it is forgotten stays on the page as it was.
    private Teller<IncidentPage> teller(Followed followed) {
        var last = Incidents.one(topics.view(), followed.audience(), followed.incident())
                .orElseThrow(() -> noIncident(followed.incident()));
        return new Patches<>(
                (view, now) -> look(view, followed, List.of(), now)
                        .orElseGet(() -> IncidentPage.of(
                                view, last, stories.of(last, view, followed.audience()), List.of(), now)),
                StatusPages::content);
    }

    private static Declined noIncident(String id) {
        return Declined.notFound("There is no incident %s on this page.".formatted(id));
    }

    /// Empty for all.
    private String known(@Nullable String region) {
        if (region == null || isKnown(region)) {
            return Objects.requireNonNullElse(region, "");
        }
        var all = topics.view().catalog().regions().stream()
                .map(RegionDefined::id)
                .toList();
        // before the catalog was read no region is known, and none is wrong
        if (all.isEmpty()) {
            return "";
        }
        throw Declined.badRequest("region must be one of %s; it is %s.".formatted(String.join(", ", all), region));
    }

    private boolean isKnown(String region) {
        return region.isEmpty() || topics.view().catalog().region(region).isPresent();
    }

    private static TemplateInstance content(StatusPage page, String element, Instant now) {
        return switch (element) {
            case "open" -> Templates.incidents(page.open(), page.zone(), now);
            case "planned" -> Fragments.planned(page.planned(), page.zone(), now);
            case "recent" -> Fragments.recent(page.recent(), StatusPage.INCIDENT, page.zone(), now);
            case "months" -> Templates.months(page.months());
            case "grid" -> Templates.components(page.grid(), page.lastDay(), page.zone(), now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    private static TemplateInstance content(IncidentPage page, String element, Instant now) {
        return switch (element) {
            case "standing" -> Templates.standing(page, now);
            case "postmortem" -> Templates.postmortem(page, now);
            case "touched" -> Fragments.touched(page, now);
            case "story" -> Fragments.story(page, now);
            default -> throw new IllegalArgumentException("no element " + element);
        };
    }

    @CheckedTemplate(basePath = "statuspage")
    static final class Templates {

        private Templates() {}

        /// @param revision of the page, which its stream goes on from
        static native TemplateInstance page(StatusPage page, String revision, @Nullable URI subscribe, Instant now);

        /// @param revision as above; empty for none
        static native TemplateInstance incident(IncidentPage page, String revision, boolean operator, Instant now);

        static native TemplateInstance standing(IncidentPage page, Instant now);

        static native TemplateInstance postmortem(IncidentPage page, Instant now);

        static native TemplateInstance incidents(List<OpenIncident> incidents, ZoneId zone, Instant now);

        static native TemplateInstance months(List<MonthReport> months);

        static native TemplateInstance components(Grid grid, @Nullable LocalDate lastDay, ZoneId zone, Instant now);
    }
}
