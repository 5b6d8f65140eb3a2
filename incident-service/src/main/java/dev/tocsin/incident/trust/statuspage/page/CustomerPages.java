package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.incident.access.CurrentCustomer;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LivePages;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.incident.trust.statuspage.PagePaths;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.page.PublicPages.StatusPageTemplates;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
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
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The status page of a signed-in customer, with the components that its account names. Customers who see the same
/// share a page and its stream.
@Path("/mine")
@Authenticated
@Blocking
@Produces(MediaType.TEXT_HTML)
class CustomerPages {

    private static final URI ACCOUNT = URI.create("/ops/account");
    private static final URI OPERATIONS = URI.create("/ops");

    private final CurrentCustomer customer;
    private final Caller caller;
    private final PublicPages everyone;
    private final CurrentOverview uptime;
    private final StorySource stories;
    private final LivePages<SharedScope, StatusPage> pages;
    private final @Nullable URI subscribe;

    /// @param region the id of the chosen region, or [PublicPages#ALL]
    private record SharedScope(CustomerScope scope, String region) {}

    CustomerPages(
            CurrentCustomer customer,
            Caller caller,
            PublicPages everyone,
            CurrentOverview uptime,
            StorySource stories,
            Broadcasts broadcasts,
            SubscribeUrl subscribe,
            Clock clock) {
        this.customer = customer;
        this.caller = caller;
        this.everyone = everyone;
        this.uptime = uptime;
        this.stories = stories;
        this.pages = new LivePages<>(
                broadcasts,
                shared -> new Patches<>((view, now) -> look(view, shared, now), PublicPages::content),
                this::page,
                clock);
        this.subscribe = subscribe.get();
    }

    /// Others who are signed in have no such page, and are led to what they have.
    @GET
    public Uni<Response> page(
            @RestQuery @Nullable String region, @Context Request request, @Context HttpServerRequest http) {
        var scope = customer.scope();
        return scope.isEmpty()
                ? Uni.createFrom()
                        .item(Response.seeOther(caller.may(Permissions.STATUS_READ) ? OPERATIONS : ACCOUNT)
                                .build())
                : pages.page(shared(scope.get(), region))
                        .map(page -> page.answer(request, http)
                                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                                .build());
    }

    /// @param known the revision that the reader knows, or null
    @GET
    @Path("live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> live(
            @RestQuery @Nullable String region, @RestQuery(LiveStreams.KNOWN) @Nullable String known, Sse sse) {
        return pages.join(shared(customer.scope().orElseThrow(NotFoundException::new), region), known, sse);
    }

    private SharedScope shared(CustomerScope scope, @Nullable String region) {
        var chosen = Objects.requireNonNullElse(region, PublicPages.ALL);
        return new SharedScope(scope, everyone.isKnown(chosen) ? chosen : PublicPages.ALL);
    }

    private Document page(ShownPicture<StatusPage> shown, Instant now) {
        return PublicPages.html(
                StatusPageTemplates.page(shown.picture(), shown.revision(), PagePaths.OF_CUSTOMER, subscribe, now));
    }

    private StatusPage look(LiveView view, SharedScope shared, Instant now) {
        return StatusPage.of(
                view,
                shared.scope(),
                uptime.current(),
                incident -> stories.of(incident, view, Audience.PUBLIC),
                shared.region(),
                now);
    }
}
