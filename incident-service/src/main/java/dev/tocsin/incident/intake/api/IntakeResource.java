package dev.tocsin.incident.intake.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.intake.ChangeIntake;
import dev.tocsin.incident.intake.HealthEventIntake;
import dev.tocsin.incident.intake.IntakeResult;
import dev.tocsin.incident.intake.IntakeResult.Accepted;
import dev.tocsin.incident.intake.IntakeResult.Refused;
import dev.tocsin.incident.intake.ReceivedBody;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.incident.intake.ReceivedBody.Unfit;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.EventWriter;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.kafka.WriteResult.Unavailable;
import dev.tocsin.support.kafka.WriteResult.Written;
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
import java.time.Clock;
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

    private final CurrentCatalog catalog;
    private final EventWriter writer;
    private final Clock clock;

    IntakeResource(CurrentCatalog catalog, EventWriter writer, Clock clock) {
        this.catalog = catalog;
        this.writer = writer;
        this.clock = clock;
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
                Topic.HEALTH_EVENTS,
                ReceivedBody.open(type(headers), headers::getHeaderString, orNull(body), List.of(HealthObserved.class)),
                headers,
                (opened, known) -> HealthEventIntake.of(opened.data(), known, clock.instant()));
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
                Topic.CHANGES,
                ReceivedBody.open(
                        type(headers),
                        headers::getHeaderString,
                        orNull(body),
                        List.of(ChangeApplied.class, ChangeReverted.class)),
                headers,
                (opened, known) -> ChangeIntake.of(opened, known, clock.instant()));
    }

    private static JsonNode orNull(@Nullable JsonNode body) {
        return body == null ? NullNode.getInstance() : body;
    }

    private Response take(
            Topic topic, ReceivedBody envelope, HttpHeaders headers, BiFunction<Opened, Catalog, IntakeResult> intake) {
        return switch (envelope) {
            case Unfit(var errors) -> Problems.response(Problem.ofFields(errors));
            case Opened opened -> take(topic, opened, traceparent(opened, headers), intake);
        };
    }

    /// The trace context of the event itself takes precedence over that of the request.
    private static @Nullable String traceparent(Opened opened, HttpHeaders headers) {
        var own = TraceParents.validOrNull(opened.traceparent());
        return own == null ? TraceParents.ofRequest(headers.getHeaderString(TraceParents.NAME)) : own;
    }

    private Response take(
            Topic topic,
            Opened opened,
            @Nullable String traceparent,
            BiFunction<Opened, Catalog, IntakeResult> intake) {
        var known = catalog.get();
        if (known.version() == 0) {
            return later("The catalog is not loaded yet, so the request cannot be checked. Send it again.");
        }
        return switch (intake.apply(opened, known)) {
            case Refused(var errors) -> Problems.response(Problem.ofFields(errors));
            case Accepted(var events) -> write(topic, events, traceparent);
        };
    }

    private static @Nullable String type(HttpHeaders headers) {
        return headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    }

    private Response write(Topic topic, List<Event> events, @Nullable String traceparent) {
        var records = events.stream()
                .map(event -> CloudEvents.record(topic, null, writer.source(), event, traceparent))
                .toList();
        return switch (writer.write(records)) {
            case Written _ ->
                Response.accepted(new IntakeReceipt(events.size())).build();
            case Unavailable _ -> later("Kafka is not available. Send the whole request again; no event counts twice.");
            case WriteResult.Refused(var reason) ->
                Problems.response(Problem.of(400, "Refused", "Kafka refused the events: %s.".formatted(reason)));
        };
    }

    private static Response later(String detail) {
        return Problems.builder(Problem.of(503, "Service Unavailable", detail))
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
