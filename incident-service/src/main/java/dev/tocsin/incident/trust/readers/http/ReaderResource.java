package dev.tocsin.incident.trust.readers.http;

import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.readers.StatusScope;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Serves machines, with no login, from any site.
@Path("/")
class ReaderResource {

    private static final String MAX_AGE = "public, max-age=10";

    private final Documents documents;
    private final CurrentStatuses statuses;

    ReaderResource(Documents documents, CurrentStatuses statuses) {
        this.documents = documents;
        this.statuses = statuses;
    }

    /// Many readers request these documents over and over, so they are served from the event loop.
    void answer(@Observes Router router) {
        var headers = Map.of(HttpHeaders.CACHE_CONTROL, MAX_AGE);
        for (var path : Documents.paths()) {
            router.get(path)
                    .handler(context -> documents
                            .at(path)
                            .ifPresentOrElse(document -> Document.answer(context, document, headers), context::next));
        }
    }

    @GET
    @Compressed
    @Path("{path: api/v2/.*|history\\.atom|history\\.rss|maintenance\\.ics}")
    public Uni<Response> document(@Context UriInfo uri, @Context Request request, @Context HttpServerRequest http) {
        return documents
                .at(uri.getPath())
                .map(found -> found.map(document -> answer(document, request, http)))
                .orElseGet(() -> Uni.createFrom()
                        .item(problem(Problem.of(
                                404,
                                "Not Found",
                                "There is nothing at %s. Available paths: %s."
                                        .formatted(uri.getPath(), String.join(", ", Documents.paths()))))));
    }

    /// Badges stand on pages of other sites, so they too are served from the event loop; what is wrong with a request
    /// is said below.
    void badges(@Observes Router router) {
        router.get("/badge.svg").handler(context -> badge(context, null));
        router.get("/badges/:component.svg").handler(context -> badge(context, context.pathParam("component")));
    }

    private void badge(RoutingContext context, @Nullable String component) {
        var scope = new StatusScope(component, context.request().getParam("region"));
        Document.answer(context, statuses.badge(scope), Map.of(HttpHeaders.CACHE_CONTROL, MAX_AGE));
    }

    /// The whole product, or a region of it.
    @GET
    @Compressed
    @Path("badge.svg")
    public Uni<Response> badge(
            @RestQuery @Nullable String region, @Context Request request, @Context HttpServerRequest http) {
        return statuses.badge(new StatusScope(null, region)).map(badge -> answer(badge, request, http));
    }

    @GET
    @Compressed
    @Path("badges/{component}.svg")
    public Uni<Response> badge(
            @RestPath String component,
            @RestQuery @Nullable String region,
            @Context Request request,
            @Context HttpServerRequest http) {
        if (!statuses.isKnown(component)) {
            return Uni.createFrom()
                    .item(problem(Problem.of(
                            404, "Not Found", "There is no component %s on the page.".formatted(component))));
        }
        return statuses.badge(new StatusScope(component, region)).map(badge -> answer(badge, request, http));
    }

    private static Response answer(Document document, Request request, HttpServerRequest http) {
        return document.answer(request, http)
                .header(HttpHeaders.CACHE_CONTROL, MAX_AGE)
                .build();
    }

    private static Response problem(Problem problem) {
        return Problems.response(problem);
    }
}
