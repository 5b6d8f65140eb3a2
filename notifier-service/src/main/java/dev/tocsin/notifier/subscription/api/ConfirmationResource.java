package dev.tocsin.notifier.subscription.api;

import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Takes the code that was shown in a channel.
@Path("/api/v1/subscriptions/{id}/confirmation")
@Tag(name = "Subscriptions")
public class ConfirmationResource {

    private final ConfirmationCodes codes;
    private final SubscriptionOwners owners;

    ConfirmationResource(ConfirmationCodes codes, SubscriptionOwners owners) {
        this.codes = codes;
        this.owners = owners;
    }

    /// @param code the code that was shown in the channel, in any case, with or without its hyphen
    public record CodeForm(@Nullable String code) {}

    @POST
    @Operation(
            summary = "Confirm with the code that was sent to the channel",
            description = "A code is valid for 15 minutes and five attempts.")
    @APIResponse(responseCode = "204", description = "The subscription is confirmed")
    @SecurityRequirement(name = "operator-token")
    @SecurityRequirement(name = "manage-token")
    @APIResponse(responseCode = "409", description = "The code is no longer valid")
    @APIResponse(responseCode = "429", description = "There were too many requests")
    public void confirm(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer,
            @Nullable CodeForm form,
            HttpServerRequest request) {
        var subscription = owners.owned(id, bearer);
        if (form == null || form.code() == null) {
            throw Declined.of(
                    Status.BAD_REQUEST,
                    "The subscription was not confirmed.",
                    List.of(new FieldError("code", "is missing")));
        }
        switch (codes.redeem(subscription, form.code(), request.remoteAddress().hostAddress())) {
            case CONFIRMED -> {}
            case WRONG ->
                throw Declined.of(
                        Status.BAD_REQUEST,
                        "The subscription was not confirmed.",
                        List.of(new FieldError("code", "is not the code that was sent to the channel")));
            case USED_UP ->
                throw Declined.of(
                        Status.CONFLICT, "The code is no longer valid; please subscribe again to get a new one.");
            case TOO_MANY ->
                throw Declined.of(Status.TOO_MANY_REQUESTS, "There were too many requests; please try again later.");
        }
    }
}
