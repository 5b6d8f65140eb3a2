package dev.tocsin.notifier.subscription.api;

import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.support.problem.Declined;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/subscriptions/{id}/secret")
@Tag(name = "Subscriptions")
public class SecretResource {

    private final Subscriptions subscriptions;
    private final SubscriptionOwners owners;
    private final Clock clock = Clock.systemUTC();

    SecretResource(Subscriptions subscriptions, SubscriptionOwners owners) {
        this.subscriptions = subscriptions;
        this.owners = owners;
    }

    public record Rotated(String secret, Instant oldSecretUntil) {}

    @POST
    @Transactional
    @Operation(summary = "Give a webhook a new secret; the old one stays valid for a day")
    @SecurityRequirement(name = "operator-token")
    @SecurityRequirement(name = "manage-token")
    @APIResponse(responseCode = "409", description = "The subscription is not by webhook")
    @APIResponseSchema(Rotated.class)
    public Rotated rotate(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.owned(id, bearer);
        var secret = subscriptions
                .rotate(subscription)
                .orElseThrow(() -> Declined.of(Status.CONFLICT, "Only webhooks have a secret."));
        owners.note("Rotate secret", subscription.id(), "The old secret is valid for a day");
        return new Rotated(secret.text(), clock.instant().plus(SigningSecrets.OVERLAP));
    }
}
