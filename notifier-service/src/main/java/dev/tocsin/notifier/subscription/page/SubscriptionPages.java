package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.SubscriptionForm.FieldProblem;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.notifier.subscription.api.Subscriptions.Taken;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Subscribe, confirm, manage and leave, without script, cookie or login.
///
/// Looking at a page changes nothing, for mail scanners follow every link; a button does.
@Path("/subscriptions")
@Produces(MediaType.TEXT_HTML)
public class SubscriptionPages {

    private final Subscriptions subscriptions;
    private final SubscriptionRepository store;
    private final TokenRepository tokens;
    private final Clock clock = Clock.systemUTC();

    @CheckedTemplate
    static final class Templates {
        static native TemplateInstance subscribe(
                KnownCatalog catalog, List<FieldProblem> problems, SubscriptionForm form);

        /// @param secret shown this once, or null
        /// @param manage address of the page that manages it, or null
        static native TemplateInstance pending(KnownCatalog catalog, @Nullable String secret, @Nullable String manage);

        static native TemplateInstance ask(
                KnownCatalog catalog, String sentence, String action, String token, String button);

        static native TemplateInstance said(KnownCatalog catalog, String sentence);

        static native TemplateInstance manage(KnownCatalog catalog, Subscription subscription, String token);

        private Templates() {}
    }

    SubscriptionPages(Subscriptions subscriptions, SubscriptionRepository store, TokenRepository tokens) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.tokens = tokens;
    }

    @GET
    public Response form() {
        var empty = new SubscriptionForm("email", "", "", null, List.of(), List.of(), "minor");
        return page(Status.OK, Templates.subscribe(catalog(), List.of(), empty));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response subscribe(
            @FormParam("channel") @Nullable String channel,
            @FormParam("address") @Nullable String address,
            @FormParam("url") @Nullable String url,
            @FormParam("regions") List<String> regions,
            @FormParam("components") List<String> components,
            @FormParam("leastSeverity") @Nullable String leastSeverity,
            HttpServerRequest request) {
        var form = new SubscriptionForm(channel, address, url, null, regions, components, leastSeverity);
        return switch (subscriptions.take(form, request.remoteAddress().hostAddress())) {
            case Taken.Pending(var subscription) -> page(Status.ACCEPTED, pending(subscription));
            case Taken.Wrong(var problems) -> page(Status.BAD_REQUEST, Templates.subscribe(catalog(), problems, form));
            case Taken.TooMany() ->
                said(Status.TOO_MANY_REQUESTS, "There were too many requests in a minute. Please try again later.");
            case Taken.CatalogUnknown() ->
                said(Status.SERVICE_UNAVAILABLE, "We are just starting. Please try again in a moment.");
        };
    }

    @GET
    @Path("/confirm")
    public Response askToConfirm(@QueryParam("token") @DefaultValue("") String token) {
        return ask(
                token,
                Purpose.CONFIRM,
                "Do you want updates on incidents and scheduled maintenance?",
                "confirm",
                "Confirm subscription");
    }

    @POST
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@FormParam("token") @DefaultValue("") String token) {
        return subscription(token, Purpose.CONFIRM)
                .map(subscription -> {
                    var confirmed =
                            store.confirm(subscription.id(), clock.instant()) || store.isHeard(subscription.id());
                    return confirmed
                            ? said(
                                    Status.OK,
                                    "You are subscribed to incidents and scheduled maintenance. Each email has a link to unsubscribe.")
                            : said(Status.GONE, "This subscription has ended. You can subscribe again.");
                })
                .orElseGet(this::noSuchLink);
    }

    @GET
    @Path("/leave")
    public Response askToLeave(@QueryParam("token") @DefaultValue("") String token) {
        return ask(
                token,
                Purpose.LEAVE,
                "Do you want to unsubscribe from incidents and scheduled maintenance?",
                "leave",
                "Unsubscribe");
    }

    /// A button was pressed: on our page, which sends the token in its form, or in a mail program, which posts to the
    /// link (RFC 8058). Both leave, as often as they come.
    @POST
    @Path("/leave")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    public Response leave(
            @QueryParam("token") @DefaultValue("") String inLink, @FormParam("token") @DefaultValue("") String inForm) {
        var token = inLink.isEmpty() ? inForm : inLink;
        return subscription(token, Purpose.LEAVE)
                .or(() -> subscription(token, Purpose.MANAGE))
                .map(subscription -> {
                    store.leave(subscription.id(), "left");
                    return said(Status.OK, "You are unsubscribed.");
                })
                .orElseGet(this::noSuchLink);
    }

    @GET
    @Path("/manage")
    public Response manage(@QueryParam("token") @DefaultValue("") String token) {
        return subscription(token, Purpose.MANAGE)
                .map(subscription -> page(Status.OK, Templates.manage(catalog(), subscription, token)))
                .orElseGet(this::noSuchLink);
    }

    private Response ask(String token, Purpose purpose, String sentence, String action, String button) {
        return subscription(token, purpose)
                .map(_ -> page(Status.OK, Templates.ask(catalog(), sentence, action, token, button)))
                .orElseGet(this::noSuchLink);
    }

    private TemplateInstance pending(Subscription subscription) {
        if (subscription.address() instanceof WebhookAddress webhook) {
            var token = tokens.issue(subscription.id(), Purpose.MANAGE, clock.instant());
            return Templates.pending(
                    catalog(),
                    webhook.secrets().current().text(),
                    Links.base() + "/subscriptions/manage?token=" + token.text());
        }
        return Templates.pending(catalog(), null, null);
    }

    private Optional<Subscription> subscription(String token, Purpose purpose) {
        return tokens.subscription(new Token(token), purpose, clock.instant()).flatMap(store::lookUp);
    }

    private Response noSuchLink() {
        return said(Status.NOT_FOUND, "This link has expired or is incomplete. Use the link in a newer email.");
    }

    private Response said(Status status, String sentence) {
        return page(status, Templates.said(catalog(), sentence));
    }

    private KnownCatalog catalog() {
        return subscriptions.catalog();
    }

    private static Response page(Status status, TemplateInstance page) {
        return page(status.getStatusCode(), page);
    }

    /// Tokens stand in addresses here, so that nothing of them may go on in a referrer or a cache.
    static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .build();
    }
}
