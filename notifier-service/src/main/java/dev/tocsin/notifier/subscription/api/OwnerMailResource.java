package dev.tocsin.notifier.subscription.api;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.MailAddresses;
import dev.tocsin.notifier.subscription.MailAddresses.MailAddressReading;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Subscription.SubscriptionState;
import dev.tocsin.notifier.subscription.store.OwnerMails;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The mail address of an endpoint's owner, which is notified when the endpoint is paused.
@Path("/api/v1/subscriptions/{id}/owner")
@Tag(name = "Subscriptions")
@SecurityRequirement(name = "operator-token")
@SecurityRequirement(name = "manage-token")
public class OwnerMailResource {

    private static final String NO_MAIL = "This subscription has no mail address of an owner.";

    private final OwnerMails mails;
    private final SubscriptionOwners owners;

    OwnerMailResource(OwnerMails mails, SubscriptionOwners owners) {
        this.mails = mails;
        this.owners = owners;
    }

    /// @param mail such as `jo@example.com`
    public record OwnerForm(@Nullable String mail) {}

    /// @param confirmed whether its owner followed the link that was sent to it
    public record Owner(String mail, boolean confirmed) {}

    @GET
    @Operation(summary = "The mail address that is notified when the endpoint is paused")
    public Owner show(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        return shown(owners.shown(id, bearer).id());
    }

    private Owner shown(String subscription) {
        return mails.of(subscription)
                .map(found -> new Owner(found.address().text(), found.confirmedAt() != null))
                .orElseThrow(() -> Declined.of(Status.NOT_FOUND, NO_MAIL));
    }

    @PUT
    @Transactional
    @Operation(
            summary = "Set the mail address that is notified when the endpoint is paused",
            description = "The address gets a link, and is notified only after its owner has followed the link.")
    @APIResponse(
            responseCode = "202",
            description = "The address was asked to confirm, unless it is confirmed already",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Owner.class)))
    @APIResponse(responseCode = "409", description = "The subscription is by mail, or has ended")
    @APIResponse(responseCode = "429", description = "There were too many requests")
    public Response set(
            @PathParam("id") String id,
            @Nullable OwnerForm form,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = standing(owners.owned(id, bearer));
        if (!mails.set(subscription.id(), address(form))) {
            throw Declined.of(Status.TOO_MANY_REQUESTS, "There were too many requests; please try again later.");
        }
        owners.note("Set owner's mail", subscription.id(), "The address is asked to confirm");
        return Response.accepted(shown(subscription.id())).build();
    }

    @DELETE
    @Transactional
    @Operation(summary = "Forget the mail address that is notified when the endpoint is paused")
    @APIResponse(responseCode = "204", description = "The address is forgotten")
    public void remove(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.owned(id, bearer).id();
        if (!mails.remove(subscription)) {
            throw Declined.of(Status.NOT_FOUND, NO_MAIL);
        }
        owners.note("Remove owner's mail", subscription, "The address is forgotten");
    }

    private static Subscription standing(Subscription subscription) {
        if (subscription.channel() == Channel.EMAIL) {
            throw Declined.of(Status.CONFLICT, "A subscription by mail is never paused.");
        }
        if (subscription.state() == SubscriptionState.LEFT || subscription.state() == SubscriptionState.REFUSED) {
            throw Declined.of(Status.CONFLICT, "The subscription has ended.");
        }
        return subscription;
    }

    private static MailAddress address(@Nullable OwnerForm form) {
        if (form == null || form.mail() == null) {
            throw wrong("is missing");
        }
        return switch (MailAddresses.read(form.mail())) {
            case MailAddressReading.Right(var address) -> address;
            case MailAddressReading.Wrong(var problem) -> throw wrong(problem);
        };
    }

    private static RuntimeException wrong(String problem) {
        return Declined.of(
                Status.BAD_REQUEST, "The mail address was not set.", List.of(new FieldError("mail", problem)));
    }
}
