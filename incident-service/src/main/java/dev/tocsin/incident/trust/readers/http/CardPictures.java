package dev.tocsin.incident.trust.readers.http;

import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.http.CachedValues;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.readers.Card;
import dev.tocsin.incident.trust.readers.StatusScope;
import dev.tocsin.incident.trust.readers.picture.CardPicture;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The pictures that previews of links show, kept as bytes. A picture is painted anew only when its card changed, and
/// only a few at a time, because painting takes a processor for some 50 ms, and pages are more urgent.
@Path("/cards")
@Singleton
class CardPictures {

    private static final int MOST_KEPT = 100;
    private static final String TYPE = "image/png";
    private static final Semaphore PAINTERS = new Semaphore(4);
    private static final Map<String, String> HEADERS = Map.of(HttpHeaders.CACHE_CONTROL, "public, max-age=60");

    private final Documents documents;
    private final CachedValues<StatusScope, Painted> ofStatus;
    private final CachedValues<String, Painted> ofIncidents;

    private record Painted(Card card, Document png) {}

    CardPictures(Documents documents, CurrentStatuses statuses, Clock clock) {
        this.documents = documents;
        this.ofStatus =
                new CachedValues<>(MOST_KEPT, clock, scope -> (last, now) -> painted(statuses.card(scope, now), last));
        this.ofIncidents = new CachedValues<>(MOST_KEPT, clock, id -> (last, _) -> painted(card(id), last));
    }

    void serve(@Observes Router router) {
        router.get("/cards/status.png")
                .handler(context -> Document.answer(context, status(scope(context.request())), HEADERS));
        router.get("/cards/incidents/:id.png")
                .handler(context -> Document.answer(context, incident(context.pathParam("id")), HEADERS));
    }

    @GET
    @Compressed
    @Path("status.png")
    public Uni<Response> status(@Context Request request, @Context HttpServerRequest http) {
        return status(scope(http)).map(picture -> answer(picture, request, http));
    }

    @GET
    @Compressed
    @Path("incidents/{id}.png")
    public Uni<Response> incident(@RestPath String id, @Context Request request, @Context HttpServerRequest http) {
        return incident(id).map(picture -> answer(picture, request, http));
    }

    private static StatusScope scope(HttpServerRequest request) {
        return new StatusScope(request.getParam("component"), request.getParam("region"));
    }

    private Uni<Document> status(StatusScope scope) {
        return ofStatus.at(scope).current().map(Painted::png);
    }

    private Uni<Document> incident(String id) {
        return ofIncidents.at(id).current().map(Painted::png);
    }

    private Card card(String id) {
        var view = documents.view();
        return Incidents.one(view, Audience.PUBLIC, id)
                .map(incident ->
                        Card.of(incident, DisplayNames.page(view.catalog()), DisplayNames.zone(view.catalog())))
                .orElseThrow(() -> Declined.notFound("There is no incident %s on this page.".formatted(id)));
    }

    private static Painted painted(Card card, @Nullable Painted last) {
        if (last != null && last.card().equals(card)) {
            return last;
        }
        if (!PAINTERS.tryAcquire()) {
            throw new ServiceUnavailableException(Problems.builder(
                            Problem.of(503, "Service Unavailable", "Too many pictures are being made. Try again."))
                    .header(HttpHeaders.RETRY_AFTER, 2)
                    .build());
        }
        try {
            return new Painted(card, Document.of(CardPicture.png(card), TYPE));
        } finally {
            PAINTERS.release();
        }
    }

    private static Response answer(Document picture, Request request, HttpServerRequest http) {
        var answer = picture.answer(request, http);
        HEADERS.forEach(answer::header);
        return answer.build();
    }
}
