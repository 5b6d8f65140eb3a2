package dev.tocsin.notifier.subscription.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.CustomHeaders;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.SigningSecrets;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.TestSender;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.api.Subscriptions.Changed;
import dev.tocsin.notifier.subscription.api.Subscriptions.Taken;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import dev.tocsin.support.access.Roles;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/subscriptions")
@Tag(name = "Subscriptions")
public class SubscriptionResource {

    private static final String BEARER = "Bearer ";
    private static final String OPERATOR_TOKEN = "operator-token";
    private static final String MANAGE_TOKEN = "manage-token";

    private final Subscriptions subscriptions;
    private final SubscriptionRepository store;
    private final TokenRepository tokens;
    private final ConfirmationCodes codes;
    private final TestEvents tests;
    private final SecurityIdentity identity;
    private final Clock clock = Clock.systemUTC();

    SubscriptionResource(
            Subscriptions subscriptions,
            SubscriptionRepository store,
            TokenRepository tokens,
            ConfirmationCodes codes,
            TestEvents tests,
            SecurityIdentity identity) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.tokens = tokens;
        this.codes = codes;
        this.tests = tests;
        this.identity = identity;
    }

    /// @param secret of a webhook, shown this once; null for any other channel
    /// @param manageToken with which its owner can look at it, confirm it by a code, rotate its secret and end it;
    ///     null for mail, whose owner finds links in each mail
    public record Created(
            String id,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String secret,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String manageToken) {}

    /// @param address of mail; of other channels what may be shown of it, such as `hooks.slack.com` or `…4711`;
    ///     left out for a webhook
    /// @param url of a webhook; left out for any other channel
    /// @param headers the names of the custom headers of a webhook; left out for any other channel
    /// @param timeZone null for the catalog's
    /// @param reason why it was refused, or why it ended; null otherwise
    public record View(
            String id,
            Channel channel,
            String state,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String address,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String url,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> headers,

            Set<String> regions,
            Set<String> components,
            Severity leastSeverity,
            boolean updates,
            boolean maintenance,
            String language,
            @Nullable String timeZone,
            Instant createdAt,
            @Nullable String reason) {

        static View of(Subscription subscription) {
            var preferences = subscription.preferences();
            var zone = preferences.timeZone();
            var shown = subscription.address().shown();
            var webhook = subscription.address() instanceof WebhookAddress address ? address : null;
            return new View(
                    subscription.id(),
                    subscription.channel(),
                    name(subscription.state()),
                    webhook == null ? shown : null,
                    webhook == null ? null : shown,
                    webhook == null ? null : names(webhook.headers()),
                    new TreeSet<>(subscription.scope().regions()),
                    new TreeSet<>(subscription.scope().components()),
                    subscription.scope().leastSeverity(),
                    preferences.updates(),
                    preferences.maintenance(),
                    preferences.language().tag(),
                    zone == null ? null : zone.getId(),
                    subscription.createdAt(),
                    subscription.reason());
        }
    }

    /// @param code that was shown in the channel, in any case, with or without its hyphen
    public record CodeForm(@Nullable String code) {}

    /// @param delivered whether the endpoint took it
    /// @param reason why it did not; null when it did
    public record Tested(boolean delivered, @Nullable String reason) {}

    public record Rotated(String secret, Instant oldSecretUntil) {}

    @POST
    @Operation(
            summary = "Subscribe a mailbox, a webhook, or an address of another channel",
            description =
                    "A mail asks for confirmation, a webhook is sent a challenge, most other channels are shown a code."
                            + " The answer is the same for addresses that are known already.")
    @APIResponse(
            responseCode = "202",
            description = "Asked to confirm",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Created.class)))
    @RunOnVirtualThread
    public Response subscribe(@Nullable SubscriptionForm form, HttpServerRequest request) {
        if (form == null) {
            throw Declined.badRequest("The body must be an object with a channel, and an address or a url.");
        }
        return switch (subscriptions.take(form, request.remoteAddress().hostAddress())) {
            case Taken.Pending(var subscription) ->
                Response.accepted(created(subscription)).build();
            case Taken.Wrong(var problems) ->
                throw Declined.of(
                        Status.BAD_REQUEST,
                        "The subscription was not made.",
                        problems.stream().map(SubscriptionResource::error).toList());
            case Taken.TooMany() ->
                throw Declined.of(
                        Status.TOO_MANY_REQUESTS, "These are too many requests at a time; please try again later.");
            case Taken.CatalogUnknown() ->
                throw Declined.of(
                        Status.SERVICE_UNAVAILABLE, "The catalog is not known yet; please try again in a moment.");
        };
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Subscriptions, the oldest first, 100 a page")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    public Page<View> list(@QueryParam("after") @Nullable String after) {
        var found =
                store.oldestFirst(after, Page.MOST + 1).stream().map(View::of).toList();
        return Page.of(found, View::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One subscription, for its owner or an operator")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public View show(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        return View.of(owned(id, bearer));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Change what a subscription is about, and how it is told",
            description = "What is left out is as when it is left out at subscribing.")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public View change(
            @PathParam("id") String id,
            @Nullable ChoicesForm form,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owned(id, bearer);
        if (form == null) {
            throw Declined.badRequest("The body must be an object with what is chosen.");
        }
        return switch (subscriptions.change(subscription.id(), form)) {
            case Changed.Done(var changed) -> View.of(changed);
            case Changed.Wrong(var problems) ->
                throw Declined.of(
                        Status.BAD_REQUEST,
                        "The subscription was not changed.",
                        problems.stream().map(SubscriptionResource::error).toList());
            case Changed.Ended() -> throw Declined.of(Status.CONFLICT, "The subscription has ended.");
        };
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "End a subscription and forget its address",
            description = "What is left in its place is `erased:` and a hash with the service's key, if it has one.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public void leave(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        store.leaveAndErase(owned(id, bearer).id(), isOperator() ? "ended by an operator" : "left");
    }

    @POST
    @Path("/{id}/confirmation")
    @Operation(
            summary = "Confirm by the code that was shown in the channel",
            description = "A code holds for 15 minutes and five attempts.")
    @APIResponse(responseCode = "204", description = "It is confirmed")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public void confirm(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer,
            @Nullable CodeForm form,
            HttpServerRequest request) {
        var subscription = owned(id, bearer);
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
                        List.of(new FieldError("code", "is not the one that was shown in the channel")));
            case USED_UP ->
                throw Declined.of(
                        Status.CONFLICT,
                        "There is no code that still holds; please subscribe again, which shows a new one.");
            case TOO_MANY ->
                throw Declined.of(Status.TOO_MANY_REQUESTS, "That is too many in a minute; please try again later.");
        }
    }

    @POST
    @Path("/{id}/test")
    @RunOnVirtualThread
    @Operation(
            summary = "Send a webhook a test event",
            description = "An event of type `subscription.test`, signed like any other, sent once.")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public Tested test(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        return switch (tests.send(owned(id, bearer))) {
            case TestEvents.Result.Sent(TestSender.Result.Taken()) -> new Tested(true, null);
            case TestEvents.Result.Sent(TestSender.Result.NotTaken(var reason)) -> new Tested(false, reason);
            case TestEvents.Result.NotConfirmed() ->
                throw Declined.of(Status.CONFLICT, "Only a confirmed subscription is sent a test event.");
            case TestEvents.Result.NoTestEvent() ->
                throw Declined.of(Status.CONFLICT, "Only webhooks are sent a test event.");
            case TestEvents.Result.TooMany() ->
                throw Declined.of(Status.TOO_MANY_REQUESTS, "That is too many in a minute; please try again later.");
        };
    }

    @POST
    @Path("/{id}/secret")
    @Operation(summary = "Give a webhook a new secret; the old one stays live for a day")
    @SecurityRequirement(name = OPERATOR_TOKEN)
    @SecurityRequirement(name = MANAGE_TOKEN)
    public Rotated rotate(
            @PathParam("id") String id,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var secret = subscriptions
                .rotate(owned(id, bearer))
                .orElseThrow(() -> Declined.of(Status.CONFLICT, "Only webhooks have a secret."));
        return new Rotated(secret.text(), clock.instant().plus(SigningSecrets.OVERLAP));
    }

    /// The subscription, if who asks is an operator or holds its manage token; for the latter, the one that stands in
    /// its place. To everybody else it does not exist.
    private Subscription owned(String id, @Nullable String bearer) {
        return (isOperator()
                        ? store.lookUp(id)
                        : Optional.of(id).filter(each -> manages(each, bearer)).flatMap(store::standing))
                .orElseThrow(() -> Declined.of(
                        Status.NOT_FOUND, "There is no such subscription, or its manage token was not the bearer."));
    }

    private boolean manages(String id, @Nullable String bearer) {
        return bearer != null
                && bearer.startsWith(BEARER)
                && tokens.subscription(new Token(bearer.substring(BEARER.length())), Purpose.MANAGE, clock.instant())
                        .filter(id::equals)
                        .isPresent();
    }

    private boolean isOperator() {
        return identity.hasRole(Roles.OPERATOR);
    }

    private Created created(Subscription subscription) {
        var secret = subscription.address() instanceof WebhookAddress webhook
                ? webhook.secrets().current().text()
                : null;
        return new Created(subscription.id(), name(subscription.state()), secret, manageToken(subscription));
    }

    private @Nullable String manageToken(Subscription subscription) {
        return subscription.address() instanceof MailAddress
                ? null
                : tokens.issue(subscription.id(), Purpose.MANAGE, clock.instant())
                        .text();
    }

    private static List<String> names(CustomHeaders headers) {
        return headers.headers().stream().map(CustomHeaders.Header::name).toList();
    }

    private static FieldError error(FieldProblem problem) {
        return new FieldError(problem.field(), problem.message());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
