package dev.tocsin.incident.operations.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/// Opens incidents that no check has found.
@Path("/api/v1/incidents")
@PermissionsAllowed(Permissions.INCIDENTS_WRITE)
@Blocking
@Tag(name = "Incident management")
@SecurityRequirement(name = "operator-token")
class OpeningResource {

    private static final int LONGEST_KEY = 200;

    private final OpeningCommands openings;

    OpeningResource(OpeningCommands openings) {
        this.openings = openings;
    }

    @POST
    @Operation(summary = "Open an incident by hand", description = """
                    For trouble that no check sees. `verdict` is DOWN or DEGRADED, `text` the first update for \
                    customers. The same `Idempotency-Key` of the same operator opens one incident only.""")
    @APIResponse(
            responseCode = "201",
            description = "Opened, by this request or by an earlier one with the same key",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = IncidentSnapshot.class)))
    public Response open(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "NewIncident")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = "At most 200 characters") @RestHeader("Idempotency-Key") @Nullable String key,
            @Context SecurityContext who) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw Declined.badRequest(
                    "The header Idempotency-Key must have 1 to %d characters.".formatted(LONGEST_KEY));
        }
        var fields = body == null ? JsonNodeFactory.instance.objectNode() : body;
        var by = Objects.requireNonNull(who.getUserPrincipal()).getName();
        var incident = ActionAnswers.done(openings.open(fields, by, key));
        return Response.created(URI.create(incident.links().self()))
                .entity(incident)
                .build();
    }
}
