package dev.tocsin.incident.operations.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.operations.OperatorAction;
import dev.tocsin.support.access.Permissions;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The actions that operators take on an incident.
@Path("/api/v1/incidents/{id}")
@PermissionsAllowed(Permissions.INCIDENTS_WRITE)
@Blocking
@Tag(name = "Incident management")
@SecurityRequirement(name = "operator-token")
@APIResponse(
        responseCode = "409",
        description = "The state of the incident does not allow it, or it has changed since `number`")
class OrderResource {

    private static final String SEEN =
            "The number of the last event that the caller has seen; 409 if anything that matters happened since";

    private final OperatorCommands orders;

    OrderResource(OperatorCommands orders) {
        this.orders = orders;
    }

    @POST
    @Path("acknowledge")
    @Operation(summary = "Acknowledge the incident")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot acknowledge(
            @RestPath String id,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.ACKNOWLEDGE, id, null, number, who);
    }

    @POST
    @Path("unacknowledge")
    @Operation(summary = "Take back the acknowledgement")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot unacknowledge(
            @RestPath String id,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.UNACKNOWLEDGE, id, null, number, who);
    }

    @POST
    @Path("assign")
    @Operation(
            summary = "Assign the incident",
            description = "`to` is the name of an account, which has the incident from then on.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot assign(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "AssignmentOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.ASSIGN, id, body, number, who);
    }

    @POST
    @Path("unassign")
    @Operation(summary = "Assign the incident to nobody")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot unassign(
            @RestPath String id,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.UNASSIGN, id, null, number, who);
    }

    @POST
    @Path("updates")
    @Operation(summary = "Post an update", description = """
                    `text` in Markdown, or `template`: investigating, identified, monitoring or resolved; and, to \
                    announce the next update, `nextUpdateBy`.""")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot post(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "UpdateOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.UPDATES, id, body, number, who);
    }

    @PATCH
    @Path("updates/{update}")
    @Operation(
            summary = "Edit an update",
            description = "`text` in Markdown. Customers see when it was edited; subscribers are not notified again.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot edit(
            @RestPath String id,
            @Parameter(description = "The number of the event that posted it") @RestPath long update,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "EditOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.EDIT, id, ofUpdate(update, body), number, who);
    }

    @POST
    @Path("updates/{update}/withdraw")
    @Operation(
            summary = "Withdraw an update",
            description = "With a `reason`, for operators. Customers no longer see it.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot withdraw(
            @RestPath String id,
            @Parameter(description = "The number of the event that posted it") @RestPath long update,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "WithdrawalOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.WITHDRAW, id, ofUpdate(update, body), number, who);
    }

    @POST
    @Path("correct")
    @Operation(
            summary = "Correct title or severity",
            description = "`title`, `severity` or both, with the `reason`; kept until detection finds something worse.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot correct(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "CorrectionOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.CORRECT, id, body, number, who);
    }

    @POST
    @Path("cells")
    @Operation(
            summary = "Add cells, or take cells away",
            description =
                    "`add` with their `verdict` (DOWN or DEGRADED), `remove` or both, with the `reason`. Cells that "
                            + "are taken away while they are down open no incident until they have recovered.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot cells(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "CellsOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.CELLS, id, body, number, who);
    }

    @POST
    @Path("resolve")
    @Operation(
            summary = "Resolve the incident by hand",
            description =
                    "`reason` is required while cells are down. They open no new incident until they have recovered.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot resolve(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "ResolutionOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.RESOLVE, id, body, number, who);
    }

    @POST
    @Path("reopen")
    @Operation(
            summary = "Reopen a resolved incident by hand",
            description = "With a `reason`, as long as a failure would reopen it (`reopen-within`).")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot reopen(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "ReopeningOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.REOPEN, id, body, number, who);
    }

    @POST
    @Path("merge")
    @Operation(
            summary = "Merge the incident into another",
            description =
                    "`into` continues with its outages; subscribers who know of this incident get one closing notice.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot merge(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "MergeOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.MERGE, id, body, number, who);
    }

    @POST
    @Path("split")
    @Operation(summary = "Split cells off into an incident of their own", description = "Returns the new incident.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot split(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "SplitOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.SPLIT, id, body, number, who);
    }

    @POST
    @Path("postmortem")
    @Operation(
            summary = "Publish the postmortem of a resolved incident",
            description = "`cause`, `remedy` and `procedure` (what changes in procedure), in Markdown.")
    @APIResponseSchema(IncidentSnapshot.class)
    public IncidentSnapshot postmortem(
            @RestPath String id,
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "PostmortemOrder")))
                    @Nullable
                    JsonNode body,
            @Parameter(description = SEEN) @RestQuery @Min(1) @Nullable Long number,
            @Context SecurityContext who) {
        return order(OperatorAction.POSTMORTEM, id, body, number, who);
    }

    private static JsonNode ofUpdate(long update, @Nullable JsonNode body) {
        var fields = body == null ? JsonNodeFactory.instance.objectNode() : body;
        return fields instanceof ObjectNode object ? object.deepCopy().put("update", update) : fields;
    }

    /// A missing body counts as a body without fields.
    private IncidentSnapshot order(
            OperatorAction action, String id, @Nullable JsonNode body, @Nullable Long seen, SecurityContext who) {
        var fields = body == null ? JsonNodeFactory.instance.objectNode() : body;
        var by = Objects.requireNonNull(who.getUserPrincipal()).getName();
        return ActionAnswers.done(orders.give(action, id, fields, by, seen));
    }
}
