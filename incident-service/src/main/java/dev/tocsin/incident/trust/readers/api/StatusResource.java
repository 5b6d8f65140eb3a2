package dev.tocsin.incident.trust.readers.api;

import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.readers.CurrentStatus;
import dev.tocsin.incident.trust.readers.StatusScope;
import dev.tocsin.incident.trust.readers.http.CurrentStatuses;
import io.quarkus.vertx.http.Compressed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Answers widgets and other scripts of other sites. Right requests are answered from the event loop.
@Path("/api/v1/status")
@Tag(name = "Current status")
class StatusResource {

    private static final Map<String, String> HEADERS = Map.of(HttpHeaders.CACHE_CONTROL, "public, max-age=10");

    private final CurrentStatuses statuses;

    StatusResource(CurrentStatuses statuses) {
        this.statuses = statuses;
    }

    void answer(@Observes Router router) {
        router.get("/api/v1/status").handler(context -> {
            var asked = context.request();
            var scope = new StatusScope(asked.getParam("component"), asked.getParam("region"));
            Document.answer(context, statuses.answer(scope), HEADERS);
        });
    }

    @GET
    @Compressed
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The current status in one sentence",
            description = "The same for everybody. It may be cached for 10 s and has an ETag.")
    @APIResponse(
            responseCode = "200",
            description = "The status of the whole product, or of the component, of the region, or of both",
            content = @Content(schema = @Schema(implementation = CurrentStatus.class)))
    @APIResponse(responseCode = "503", description = "The service has just started and does not know the status yet")
    public Uni<Response> status(
            @RestQuery @Nullable String component,
            @RestQuery @Nullable String region,
            @Context Request request,
            @Context HttpServerRequest http) {
        return statuses.answer(new StatusScope(component, region)).map(document -> answer(document, request, http));
    }

    private static Response answer(Document document, Request request, HttpServerRequest http) {
        var answer = document.answer(request, http);
        HEADERS.forEach(answer::header);
        return answer.build();
    }
}
