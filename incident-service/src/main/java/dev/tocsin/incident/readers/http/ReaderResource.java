package dev.tocsin.incident.readers.http;

import static java.util.stream.Collectors.joining;

import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.CellView;
import dev.tocsin.incident.problem.Problem;
import dev.tocsin.incident.problem.Problem.FieldError;
import dev.tocsin.incident.readers.Badge;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What machines read, with no login, from any site.
@Path("/")
class ReaderResource {

    private final Documents documents;
    private final Clock clock;

    ReaderResource(Documents documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    @GET
    @Path("{path: api/v2/.*|history\\.atom|history\\.rss|maintenance\\.ics}")
    public Response document(@Context UriInfo uri, @Context Request request) {
        return documents
                .at(uri.getPath())
                .map(document -> document.answer(request))
                .orElseGet(() -> Document.problem(Problem.of(
                        404,
                        "Not Found",
                        "There is nothing at %s; there is %s."
                                .formatted(uri.getPath(), String.join(", ", Documents.paths())))));
    }

    @GET
    @Path("badges/{component}.svg")
    public Response badge(@RestPath String component, @RestQuery @Nullable String region, @Context Request request) {
        var view = documents.view();
        var cells = CellView.all(view, Audience.PUBLIC).stream()
                .filter(cell -> cell.cell().component().equals(component))
                .toList();
        if (cells.isEmpty()) {
            return Document.problem(
                    Problem.of(404, "Not Found", "There is no component %s on the page.".formatted(component)));
        }
        var there = cells.stream()
                .filter(cell -> region == null || cell.cell().region().equals(region))
                .toList();
        if (there.isEmpty()) {
            var regions = cells.stream().map(cell -> cell.cell().region()).collect(joining(", "));
            return Document.problem(
                    Problem.ofFields(List.of(new FieldError("region", "must be one of %s".formatted(regions)))));
        }
        return Document.of(
                        Badge.of(there, region != null, view.isFresh(clock.instant()))
                                .svg(),
                        "image/svg+xml;charset=UTF-8")
                .answer(request);
    }
}
