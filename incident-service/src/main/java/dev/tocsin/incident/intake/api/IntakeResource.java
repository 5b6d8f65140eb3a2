package dev.tocsin.incident.intake.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.incident.intake.IntakeAnswer;
import dev.tocsin.incident.intake.IntakeAnswer.Later;
import dev.tocsin.incident.intake.IntakeAnswer.Refused;
import dev.tocsin.incident.intake.IntakeAnswer.Stored;
import dev.tocsin.incident.intake.IntakeAnswer.Wrong;
import dev.tocsin.incident.intake.ReceivedBody;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.incident.intake.ReceivedBody.Unfit;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import dev.tocsin.support.tracing.TraceParents;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers 202 once Kafka has all events of a body, and 503 when Kafka does not take them in time. The sender has to
/// send the body again then, and events that did arrive count once.
@Path("/api/v1")
@PermissionsAllowed(Permissions.EVENTS_SEND)
@Consumes({MediaType.APPLICATION_JSON, ReceivedBody.STRUCTURED})
@Blocking
@Tag(name = "Incoming events")
@SecurityRequirement(name = "operator-token")
@APIResponse(
        responseCode = "202",
        description = "All events are stored in Kafka",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = IntakeResource.IntakeReceipt.class)))
@APIResponse(responseCode = "400", description = "The request is not valid; none of its events was accepted")
@APIResponse(responseCode = "503", description = "Kafka is not available; send the request again")
class IntakeResource {

    private static final int RETRY_AFTER_SECONDS = 5;

    /// @param accepted the number of events
    @Schema(name = "Receipt")
    record IntakeReceipt(int accepted) {}

    private final EventDoor door;

    IntakeResource(EventDoor door) {
        this.door = door;
    }

    @POST
    @Path("health-events")
    @Operation(
            summary = "Send health events: one, a list, or a CloudEvent",
            description = "Either all events are accepted or none. At most 1,000 events and 1 MB.")
    public Response healthEvents(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "HealthEvents")))
                    @Nullable
                    JsonNode body,
            @Context HttpHeaders headers) {
        return take(
                ReceivedBody.open(type(headers), headers::getHeaderString, orNull(body), List.of(HealthObserved.class)),
                headers,
                door::healthEvents);
    }

    @POST
    @Path("changes")
    @Operation(
            summary = "Report a change that was applied or, with `revertedAt`, reverted",
            description = "The body is the change itself, or a CloudEvent in structured or binary mode.")
    public Response changes(
            @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(ref = "Change"))) @Nullable
                    JsonNode body,
            @Context HttpHeaders headers) {
        return take(
                ReceivedBody.open(
                        type(headers),
                        headers::getHeaderString,
                        orNull(body),
                        List.of(ChangeApplied.class, ChangeReverted.class)),
                headers,
                door::change);
    }

    private static JsonNode orNull(@Nullable JsonNode body) {
        return body == null ? NullNode.getInstance() : body;
    }

    private static Response take(
            ReceivedBody envelope, HttpHeaders headers, BiFunction<Opened, @Nullable String, IntakeAnswer> intake) {
        return switch (envelope) {
            case Unfit(var errors) -> Problems.response(Problem.ofFields(errors));
            case Opened opened -> answer(intake.apply(opened, traceparent(opened, headers)));
        };
    }

    private static Response answer(IntakeAnswer answer) {
        return switch (answer) {
            case Stored(var events) ->
                Response.accepted(new IntakeReceipt(events)).build();
            case Wrong(var errors) -> Problems.response(Problem.ofFields(errors));
            case Later(var why) -> later(why);
            case Refused(var why) -> Problems.response(Problem.of(400, "Refused", why));
        };
    }

    /// The trace context of the event itself takes precedence over that of the request.
    private static @Nullable String traceparent(Opened opened, HttpHeaders headers) {
        var own = TraceParents.validOrNull(opened.traceparent());
        return own == null ? TraceParents.ofRequest(headers.getHeaderString(TraceParents.NAME)) : own;
    }

    private static @Nullable String type(HttpHeaders headers) {
        return headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    }

    private static Response later(String detail) {
        return Problems.builder(Problem.of(503, "Service Unavailable", detail))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
