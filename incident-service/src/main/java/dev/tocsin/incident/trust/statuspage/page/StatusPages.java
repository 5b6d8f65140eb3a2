package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.recurrence.RecurrenceFinder;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.incident.trust.statuspage.page.IncidentPages.FollowedIncident;
import dev.tocsin.incident.trust.viewer.Viewer;
import dev.tocsin.support.problem.Declined;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
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
import java.time.Clock;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The public pages for wrong requests and for operators; [PublicPages] and [IncidentPages] answer all other requests
/// before they come here.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class StatusPages {

    private final PublicPages pages;
    private final IncidentPages incidents;
    private final HistoryPages history;
    private final CurrentView live;
    private final Viewer viewer;
    private final RecurrenceFinder recurrences;
    private final Clock clock;

    StatusPages(
            PublicPages pages,
            IncidentPages incidents,
            HistoryPages history,
            CurrentView live,
            Viewer viewer,
            RecurrenceFinder recurrences,
            Clock clock) {
        this.pages = pages;
        this.incidents = incidents;
        this.history = history;
        this.live = live;
        this.viewer = viewer;
        this.recurrences = recurrences;
        this.clock = clock;
    }

    /// @param region empty or missing for all regions
    @GET
    @NonBlocking
    @Compressed
    public Uni<Response> page(
            @RestQuery @Nullable String region, @Context Request request, @Context HttpServerRequest http) {
        return pages.page(known(region)).map(page -> answer(page, "no-cache", request, http));
    }

    /// @param known the revision that the reader knows, or null
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(
            @RestQuery @Nullable String region, @RestQuery(LiveStreams.KNOWN) @Nullable String known, Sse sse) {
        return pages.follow(known(region), known, sse);
    }

    /// Past incidents and planned work, by month.
    ///
    /// @param month such as `2026-03`; missing for the month in progress
    /// @param before the id of the incident after which to go on to older ones of the same months
    @GET
    @Path("history")
    @Compressed
    public Uni<Response> history(
            @RestQuery @Nullable String month,
            @RestQuery @Nullable String region,
            @RestQuery @Nullable String before,
            @Context Request request,
            @Context HttpServerRequest http) {
        var known = known(region);
        return history.page(month, known.equals(PublicPages.ALL) ? null : known, before)
                .map(page -> answer(page, "no-cache", request, http));
    }

    /// The path that the history had before; links to it still work.
    @GET
    @Path("incidents")
    @Compressed
    public Uni<Response> incidents(
            @RestQuery @Nullable String month,
            @RestQuery @Nullable String region,
            @RestQuery @Nullable String before,
            @Context Request request,
            @Context HttpServerRequest http) {
        return history(month, region, before, request, http);
    }

    /// Requests for a window that customers can read about do not come here.
    @GET
    @Path("maintenance/{id}")
    public Response maintenance(@RestPath String id) {
        throw MaintenancePages.noMaintenance(id);
    }

    /// Operators also see the parts that only they may see.
    @GET
    @Path("incidents/{id}")
    @Compressed
    public Uni<Response> incident(@RestPath String id, @Context Request request, @Context HttpServerRequest http) {
        var followed = new FollowedIncident(id, viewer.audience());
        if (!incidents.isThere(followed)) {
            return Uni.createFrom()
                    .item(answer(incidents.pageOfOld(followed, clock.instant()), "no-cache", request, http));
        }
        return followed.audience() == Audience.PUBLIC
                ? incidents.page(followed).map(page -> answer(page, "no-cache", request, http))
                : Uni.createFrom().item(answer(forOperators(id), "no-store", request, http));
    }

    /// @param known as above
    @GET
    @Path("incidents/{id}/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> liveIncident(
            @RestPath String id, @RestQuery(LiveStreams.KNOWN) @Nullable String known, Sse sse) {
        return incidents.follow(followed(id), known, sse);
    }

    private static Response answer(Document page, String cacheControl, Request request, HttpServerRequest http) {
        return page.answer(request, http)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl)
                .build();
    }

    private Document forOperators(String incident) {
        return incidents
                .pageForOperators(incident, recurrences.of(incident), clock.instant())
                .orElseThrow(() -> IncidentPages.noIncident(incident));
    }

    private FollowedIncident followed(String incident) {
        var followed = new FollowedIncident(incident, viewer.audience());
        if (!incidents.isThere(followed)) {
            throw IncidentPages.noIncident(incident);
        }
        return followed;
    }

    private String known(@Nullable String region) {
        if (region == null || pages.isKnown(region)) {
            return Objects.requireNonNullElse(region, PublicPages.ALL);
        }
        var all =
                live.view().catalog().regions().stream().map(RegionDefined::id).toList();
        // before the catalog is read, no region is known, so none is wrong
        if (all.isEmpty()) {
            return PublicPages.ALL;
        }
        throw Declined.badRequest("region must be one of %s; it is %s.".formatted(String.join(", ", all), region));
    }
}
