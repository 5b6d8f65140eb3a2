package dev.tocsin.incident.trust.readers.http;

import static java.util.stream.Collectors.joining;

import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.readers.Badge;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.Problems;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Serves machines, with no login, from any site.
@Path("/")
class ReaderResource {

    private static final String MAX_AGE = "public, max-age=10";

    private final Documents documents;
    private final Clock clock;

    ReaderResource(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
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

    @GET
    @Compressed
    @Path("badges/{component}.svg")
    public Response badge(
            @RestPath String component,
            @RestQuery @Nullable String region,
            @Context Request request,
            @Context HttpServerRequest http) {
        var view = documents.view();
        var cells = CellView.all(view, Audience.PUBLIC).stream()
                .filter(cell -> cell.cell().component().equals(component))
                .toList();
        if (cells.isEmpty()) {
            return problem(Problem.of(404, "Not Found", "There is no component %s on the page.".formatted(component)));
        }
        var there = cells.stream()
                .filter(cell -> region == null || cell.cell().region().equals(region))
                .toList();
        if (there.isEmpty()) {
            var regions = cells.stream().map(cell -> cell.cell().region()).collect(joining(", "));
            return problem(Problem.ofFields(List.of(new FieldError("region", "must be one of %s".formatted(regions)))));
        }
        var badge = Badge.of(there, region != null, view.isFresh(clock.instant()));
        return answer(Document.of(badge.svg(), "image/svg+xml;charset=UTF-8"), request, http);
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
