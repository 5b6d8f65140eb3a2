package dev.tocsin.notifier.delivery.api;

import static dev.tocsin.notifier.database.WordConverter.word;

import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.DeliveryView;
import dev.tocsin.notifier.delivery.store.DeliveryState;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.support.access.Roles;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/deliveries")
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator-token")
public class DeliveryResource {

    private final DeliveryRepository deliveries;
    private final Clock clock = Clock.systemUTC();

    DeliveryResource(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    @GET
    @Operation(summary = "Deliveries, the newest first, 100 a page")
    public Page<DeliveryView> list(
            @QueryParam("state") @Nullable String state, @QueryParam("after") @Nullable String after) {
        return Page.of(
                deliveries.newestFirst(state == null ? null : state(state), after, Page.MOST + 1),
                view -> view.delivery().id());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One delivery")
    public DeliveryView show(@PathParam("id") String id) {
        return deliveries.lookUp(id).orElseThrow(() -> Declined.of(Status.NOT_FOUND, "There is no such delivery."));
    }

    /// Begins again with a delivery that was given up; its id stays the same.
    @POST
    @Path("/{id}/replay")
    @Operation(summary = "Begin again with a delivery that was given up")
    @APIResponse(
            responseCode = "202",
            description = "It is due again",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DeliveryView.class)))
    public Response replay(@PathParam("id") String id) {
        if (!deliveries.replay(id, clock.instant())) {
            var now = show(id);
            throw Declined.of(
                    Status.CONFLICT,
                    "Only what was given up can be replayed, to a subscriber who still listens; this is %s."
                            .formatted(word(now.state())));
        }
        return Response.accepted(show(id)).build();
    }

    private static DeliveryState state(String word) {
        return Stream.of(DeliveryState.values())
                .filter(state -> word(state).equals(word))
                .findFirst()
                .orElseThrow(() -> Declined.of(
                        Status.BAD_REQUEST,
                        "No delivery can be in that state.",
                        List.of(new FieldError("state", "is not due, delivered, covered or given-up"))));
    }
}
