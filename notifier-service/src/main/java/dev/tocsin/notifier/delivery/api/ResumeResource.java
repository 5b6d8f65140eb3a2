package dev.tocsin.notifier.delivery.api;

import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.subscription.alert.EndpointAlerts;
import dev.tocsin.notifier.subscription.api.SubscriptionOwners;
import dev.tocsin.support.problem.Declined;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/subscriptions/{id}/resume")
@Tag(name = "Subscriptions")
public class ResumeResource {

    private final Receivers receivers;
    private final EndpointAlerts endpoints;
    private final SubscriptionOwners owners;

    ResumeResource(Receivers receivers, EndpointAlerts endpoints, SubscriptionOwners owners) {
        this.receivers = receivers;
        this.endpoints = endpoints;
        this.owners = owners;
    }

    @POST
    @Transactional
    @Operation(
            summary = "Resume a paused receiver",
            description = "It gets the last notice of each incident and window that it missed notices of.")
    @APIResponse(responseCode = "204", description = "It gets notices again")
    @SecurityRequirement(name = "operator-token")
    @SecurityRequirement(name = "manage-token")
    @APIResponse(responseCode = "409", description = "The subscription is not paused")
    public void resume(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.owned(id, bearer).id();
        if (!receivers.resume(subscription)) {
            throw Declined.of(Status.CONFLICT, "The subscription is not paused.");
        }
        owners.note("Resume receiver", subscription, "It gets notices again");
        endpoints.resumed(subscription);
    }
}
