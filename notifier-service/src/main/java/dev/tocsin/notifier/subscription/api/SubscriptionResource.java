package dev.tocsin.notifier.subscription.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.api.Subscriptions.ChangeResult;
import dev.tocsin.notifier.subscription.api.Subscriptions.SubscribeResult;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.problem.Declined;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Path("/api/v1/subscriptions")
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionResource.class);
    private static final String OPERATOR_TOKEN = "operator-token";
    private static final String MANAGE_TOKEN = "manage-token";

    private final Subscriptions subscriptions;
    private final SubscriptionRepository store;
    private final TokenRepository tokens;
    private final SubscriptionOwners owners;
    private final Clock clock = Clock.systemUTC();

    SubscriptionResource(
            Subscriptions subscriptions,
            SubscriptionRepository store,
            TokenRepository tokens,
            SubscriptionOwners owners) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.tokens = tokens;
        this.owners = owners;
    }

    /// @param secret the secret of a webhook, shown this once; null for any other channel
    /// @param manageToken the token with which its owner can look at it, confirm it by a code, rotate its
    ///     secret and end it; null for mail, whose owner finds links in each mail
    public record Created(
            String id,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String secret,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String manageToken) {}

    @POST
    @Operation(
            summary = "Subscribe a mailbox, a webhook, or an address of another channel",
            description =
                    "A mailbox gets a confirmation link, a webhook gets a challenge, most other channels get a code."
                            + " The answer is the same for addresses that have a subscription already.")
    @APIResponse(
            responseCode = "202",
            description = "The subscriber was asked to confirm",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Created.class)))
    @RunOnVirtualThread
    @APIResponse(responseCode = "429", description = "There were too many requests")
    public Response subscribe(@Nullable SubscriptionForm form, HttpServerRequest request) {
        if (form == null) {
            throw Declined.badRequest("The body must be an object with a channel and an address or a url.");
        }
        return switch (subscriptions.take(form, request.remoteAddress().hostAddress())) {
            case SubscribeResult.Pending(var subscription) ->
                Response.accepted(created(subscription)).build();
            case SubscribeResult.Wrong(var problems) ->
                throw Declined.of(Status.BAD_REQUEST, "The subscription was not created.", FieldErrors.of(problems));
            case SubscribeResult.TooMany() ->
                throw Declined.of(Status.TOO_MANY_REQUESTS, "There were too many requests; please try again later.");
            case SubscribeResult.CatalogUnknown() ->
                throw Declined.of(
                        Status.SERVICE_UNAVAILABLE, "The catalog is not loaded yet; please try again in a moment.");
        };
    }

    @GET
    @PermissionsAllowed(Permissions.SUBSCRIPTIONS_READ)
    @Operation(summary = "Subscriptions, the oldest first, 100 a page")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    public Page<SubscriptionView> list(@QueryParam("after") @Nullable String after) {
        var found = store.oldestFirst(after, Page.MOST + 1).stream()
                .map(SubscriptionView::of)
                .toList();
        return Page.of(found, SubscriptionView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One subscription, for its owner or an operator")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public SubscriptionView show(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        return SubscriptionView.of(owners.shown(id, bearer));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @Operation(
            summary = "Change the choices of a subscription",
            description = "A field that is left out gets its default, as for a new subscription.")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    @APIResponse(responseCode = "409", description = "The subscription has ended")
    @APIResponseSchema(SubscriptionView.class)
    public SubscriptionView change(
            @PathParam("id") String id,
            @Nullable ChoicesForm form,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.owned(id, bearer);
        if (form == null) {
            throw Declined.badRequest("The body must be an object with the choices.");
        }
        return switch (subscriptions.change(subscription.id(), form)) {
            case ChangeResult.Done(var changed) -> {
                owners.note("Change subscription", changed.id(), "Its choices were changed");
                yield SubscriptionView.of(changed);
            }
            case ChangeResult.Wrong(var problems) ->
                throw Declined.of(Status.BAD_REQUEST, "The subscription was not changed.", FieldErrors.of(problems));
            case ChangeResult.Ended() -> throw Declined.of(Status.CONFLICT, "The subscription has ended.");
        };
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(
            summary = "End a subscription and forget its address",
            description = "The address is replaced by `erased:` and, if the service has a key, a hash made with it.")
    @APIResponse(responseCode = "204", description = "The subscription has ended")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public void leave(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.owned(id, bearer).id();
        var operator = owners.operator();
        store.leaveAndErase(subscription, operator.isPresent() ? "ended by an operator" : "left");
        operator.ifPresent(name -> LOG.info("Subscription {} was ended by {}", subscription, name));
        owners.note("End subscription", subscription, "Ended, and its address was erased");
    }

    private Created created(Subscription subscription) {
        var secret = subscription.address() instanceof WebhookAddress webhook
                ? webhook.secrets().current().text()
                : null;
        return new Created(
                subscription.id(), SubscriptionView.name(subscription.state()), secret, manageToken(subscription));
    }

    private @Nullable String manageToken(Subscription subscription) {
        return subscription.address() instanceof MailAddress
                ? null
                : tokens.issue(subscription.id(), Purpose.MANAGE, clock.instant())
                        .text();
    }
}
