package dev.tocsin.notifier.channel.email;

import dev.tocsin.notifier.channel.email.BounceReader.BounceReading;
import dev.tocsin.notifier.delivery.store.Bounces;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Receives from the mail server the mails that came back to our envelope sender, `bounce+…`.
@Path("/api/v1/bounces")
@PermissionsAllowed(Permissions.DELIVERIES_WRITE)
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator-token")
public class BounceResource {

    private final Bounces bounces;
    private final Clock clock = Clock.systemUTC();

    BounceResource(Bounces bounces) {
        this.bounces = bounces;
    }

    /// @param result `ended` if the subscription ended, `noted`, or `ignored`
    @Schema(name = "Taken")
    public record BounceResult(String result) {}

    @POST
    @Consumes({"message/rfc822", "application/octet-stream"})
    @Operation(
            summary = "Report a bounced mail",
            description =
                    "A delivery status notification (RFC 3464) as it was received. If the address does not exist, or if"
                            + " three mails bounce within 30 days, its subscription ends. A report that is not about a"
                            + " failure, or not about a mail that Tocsin still knows, changes nothing.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = BounceResult.class)))
    public Response take(
            @RequestBody(content = @Content(mediaType = "message/rfc822", schema = @Schema(type = SchemaType.STRING)))
                    byte @Nullable [] mail,
            @QueryParam("recipient") @Nullable String recipient) {
        if (mail == null || mail.length == 0) {
            throw Declined.badRequest("The body must be the bounced mail.");
        }
        return switch (BounceReader.read(mail, address(recipient))) {
            case BounceReading.NoReport(var problem) -> throw Declined.badRequest("The body %s.".formatted(problem));
            case BounceReading.NoFailure _ -> taken("ignored");
            case BounceReading.Failed(var bounce) ->
                taken(
                        switch (bounces.take(bounce, clock.instant())) {
                            case ENDED -> "ended";
                            case NOTED -> "noted";
                            case UNKNOWN -> "ignored";
                        });
        };
    }

    /// A plus sign in a query means a space; the caller may not have encoded it.
    private static @Nullable String address(@Nullable String recipient) {
        return recipient == null ? null : recipient.replace(' ', '+');
    }

    private static Response taken(String result) {
        return Response.accepted(new BounceResult(result))
                .type("application/json")
                .build();
    }
}
