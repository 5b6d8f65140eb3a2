package dev.tocsin.notifier.delivery.api;

import static dev.tocsin.notifier.database.WordConverter.word;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.audit.http.ActionAudit;
import dev.tocsin.notifier.delivery.store.DeliveryFilter;
import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.DeliveryView;
import dev.tocsin.notifier.delivery.store.DeliveryState;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.http.RequestConstants;
import dev.tocsin.support.access.Caller;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import dev.tocsin.support.problem.UnsafeCharacters;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Path("/api/v1/deliveries")
@PermissionsAllowed(Permissions.DELIVERIES_READ)
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator-token")
public class DeliveryResource {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryResource.class);
    private static final int MOST_BY_DEFAULT = 100;
    private static final int MOST_AT_ONCE = 1000;
    private static final String NOT_LOOKED_FOR = "No deliveries were searched.";

    private final DeliveryRepository deliveries;
    private final Caller caller;
    private final ActionAudit audit;
    private final Clock clock = Clock.systemUTC();

    DeliveryResource(DeliveryRepository deliveries, Caller caller, ActionAudit audit) {
        this.deliveries = deliveries;
        this.caller = caller;
        this.audit = audit;
    }

    /// The deliveries to replay: at least one of the first four fields must be given.
    ///
    /// @param incident an incident's id; `maintenance/` and a window; or `operators/` and an incident
    /// @param since the earliest time at which the notices were decided
    /// @param most the number to replay at once, at most 1000; 100 where it is not given
    public record ReplayForm(
            @Nullable String incident,
            @Nullable String subscription,
            @Nullable Channel channel,
            @Nullable Instant since,
            @Nullable Integer most) {

        /// Such as `incident 01fa, channel email`.
        private String text() {
            return Stream.of(
                            named("incident", incident),
                            named("subscription", subscription),
                            named("channel", channel == null ? null : word(channel)),
                            named("since", since))
                    .flatMap(Optional::stream)
                    .collect(joining(", "));
        }

        private static Optional<String> named(String name, @Nullable Object value) {
            return Optional.ofNullable(value).map(given -> name + " " + given);
        }
    }

    /// @param replayed the number of deliveries that are due again
    /// @param left the number of deliveries that the form still fits
    public record Replayed(int replayed, long left) {}

    @GET
    @Operation(
            summary = "Deliveries, the newest first, 100 a page",
            description =
                    "All filters must match. `incident` may also be `maintenance/` and a window or, for notices to"
                            + " operators, `operators/` and an incident; `since` is the earliest time at which a notice was"
                            + " decided, such as 2026-11-28T10:00:00Z.")
    public Page<DeliveryView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("subscription") @Nullable String subscription,
            @QueryParam("since") @Nullable String since,
            @QueryParam("after") @Nullable String after) {
        var filter = filter(state, channel, incident, subscription, since);
        return Page.of(
                deliveries.newestFirst(filter, after, Page.MOST + 1),
                view -> view.delivery().id());
    }

    /// Makes deliveries that were given up and fit the form due again.
    @POST
    @PermissionsAllowed(Permissions.DELIVERIES_WRITE)
    @Path("/replay")
    @Transactional
    @Operation(summary = "Replay many deliveries that were given up, the oldest first")
    @APIResponse(
            responseCode = "202",
            description = "The deliveries are due again",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Replayed.class)))
    public Response replayMany(@Nullable ReplayForm form) {
        if (form == null) {
            throw Declined.badRequest("The body must be an object with incident, subscription, channel or since.");
        }
        var filter = new DeliveryFilter(null, form.channel(), form.incident(), form.subscription(), form.since());
        var most = requireNonNullElse(form.most(), MOST_BY_DEFAULT);
        if (filter.isOpen()) {
            throw Declined.badRequest("The body must have at least one of incident, subscription, channel and since.");
        }
        refuseControls("incident", form.incident());
        refuseControls("subscription", form.subscription());
        if (most < 1 || most > MOST_AT_ONCE) {
            throw Declined.of(
                    Status.BAD_REQUEST,
                    "Nothing was replayed.",
                    List.of(new FieldError("most", "is not from 1 to %d".formatted(MOST_AT_ONCE))));
        }
        var replayed = deliveries.replay(filter, most, clock.instant());
        LOG.info("{} deliveries were replayed by {}", replayed, caller.name());
        audit.note("Replay deliveries", form.text(), "%d deliveries are due again".formatted(replayed));
        return Response.accepted(new Replayed(replayed, deliveries.replayable(filter)))
                .build();
    }

    /// @param count the number of deliveries that a replay would find
    public record ReplayableCount(long count) {}

    @GET
    @Path("/replayable")
    @Operation(
            summary = "The number of deliveries that a replay would find",
            description =
                    "Counts deliveries that were given up, to confirmed subscriptions and to operators' channels. At"
                            + " least one filter must be given; all must match.")
    public ReplayableCount replayable(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("incident") @Nullable String incident,
            @QueryParam("subscription") @Nullable String subscription,
            @QueryParam("since") @Nullable String since) {
        var filter = filter(null, channel, incident, subscription, since);
        if (filter.isOpen()) {
            throw Declined.badRequest("At least one of incident, subscription, channel and since must be given.");
        }
        return new ReplayableCount(deliveries.replayable(filter));
    }

    private static DeliveryFilter filter(
            @Nullable String state,
            @Nullable String channel,
            @Nullable String incident,
            @Nullable String subscription,
            @Nullable String since) {
        return new DeliveryFilter(
                state == null ? null : RequestConstants.read(DeliveryState.class, "state", state, NOT_LOOKED_FOR),
                channel == null ? null : RequestConstants.read(Channel.class, "channel", channel, NOT_LOOKED_FOR),
                incident,
                subscription,
                since == null ? null : time(since));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One delivery")
    public DeliveryView show(@PathParam("id") String id) {
        return known(id);
    }

    /// A call of [#show] asks for the permission of that door, also from here.
    private DeliveryView known(String id) {
        return deliveries.lookUp(id).orElseThrow(() -> Declined.of(Status.NOT_FOUND, "There is no such delivery."));
    }

    /// Makes a delivery that was given up due again; its id stays the same.
    @POST
    @PermissionsAllowed(Permissions.DELIVERIES_WRITE)
    @Path("/{id}/replay")
    @Transactional
    @Operation(summary = "Replay a delivery that was given up")
    @APIResponse(
            responseCode = "202",
            description = "The delivery is due again",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The delivery was not given up, or its subscription is not confirmed")
    public Response replay(@PathParam("id") String id) {
        if (!deliveries.replay(id, clock.instant())) {
            var now = known(id);
            throw Declined.of(
                    Status.CONFLICT,
                    "Only a given-up delivery to a confirmed subscription can be replayed; this one is %s."
                            .formatted(word(now.state())));
        }
        LOG.info("Delivery {} was replayed by {}", id, caller.name());
        audit.note("Replay delivery", id, "It is due again");
        return Response.accepted(known(id)).build();
    }

    private static void refuseControls(String field, @Nullable String text) {
        if (text != null && UnsafeCharacters.areIn(text)) {
            throw Declined.of(
                    Status.BAD_REQUEST,
                    "Nothing was replayed.",
                    List.of(new FieldError(field, UnsafeCharacters.MESSAGE)));
        }
    }

    private static Instant time(String text) {
        return Json.time(text)
                .orElseThrow(() -> Declined.of(
                        Status.BAD_REQUEST,
                        NOT_LOOKED_FOR,
                        List.of(new FieldError("since", "is not a time such as 2026-11-28T10:00:00Z"))));
    }
}
