package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.notifier.subscription.api.ConfirmationCodes;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.notifier.subscription.api.Subscriptions.Changed;
import dev.tocsin.notifier.subscription.api.Subscriptions.Taken;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import dev.tocsin.notifier.subscription.store.TokenRepository;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
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
    private final ConfirmationCodes codes;
    private final SubscriptionRepository store;
    private final TokenRepository tokens;
    private final Clock clock = Clock.systemUTC();

    @CheckedTemplate
    static final class Templates {
        /// @param channels that can be chosen
        /// @param chosen the one of them that is asked for
        static native TemplateInstance subscribe(
                Translation translation,
                KnownCatalog catalog,
                List<ChannelField> channels,
                ChannelField chosen,
                List<String> problems,
                SubscriptionForm form);

        /// @param secret shown this once, or null
        /// @param manage address of the page that manages it, or null
        static native TemplateInstance pending(
                Translation translation, KnownCatalog catalog, @Nullable String secret, @Nullable String manage);

        /// @param token that manages the subscription
        /// @param problem with the code that was typed in, or null
        static native TemplateInstance code(
                Translation translation, KnownCatalog catalog, String token, @Nullable String problem);

        static native TemplateInstance ask(
                Translation translation,
                KnownCatalog catalog,
                String sentence,
                String action,
                String token,
                String button);

        static native TemplateInstance said(Translation translation, KnownCatalog catalog, String sentence);

        static native TemplateInstance noSuchLink(Translation translation, KnownCatalog catalog);

        /// @param message what was done, or null
        /// @param secret a new one, shown this once, or null
        static native TemplateInstance manage(
                Translation translation,
                KnownCatalog catalog,
                ManagedSubscription subscription,
                ChoicesForm form,
                List<FieldProblem> problems,
                String token,
                @Nullable String message,
                @Nullable String secret);

        private Templates() {}
    }

    /// The fields of `choices.html`.
    @SuppressWarnings("NullAway.Init")
    public static final class ChoiceFields {

        @FormParam("regions")
        List<String> regions;

        @FormParam("components")
        List<String> components;

        @FormParam("leastSeverity")
        @Nullable
        String leastSeverity;

        @FormParam("updates")
        @Nullable
        Boolean updates;

        @FormParam("maintenance")
        @Nullable
        Boolean maintenance;

        @FormParam("language")
        @Nullable
        String language;

        @FormParam("timeZone")
        @Nullable
        String timeZone;

        ChoicesForm form() {
            return new ChoicesForm(regions, components, leastSeverity, updates, maintenance, language, timeZone);
        }

        Optional<Translation> translation() {
            return Optional.ofNullable(language).flatMap(Language::of).map(Translation::of);
        }
    }

    SubscriptionPages(
            Subscriptions subscriptions,
            ConfirmationCodes codes,
            SubscriptionRepository store,
            TokenRepository tokens) {
        this.subscriptions = subscriptions;
        this.codes = codes;
        this.store = store;
        this.tokens = tokens;
    }

    @GET
    public Response form(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("language") @Nullable String language,
            @Context HttpHeaders headers) {
        var translation = Optional.ofNullable(language)
                .flatMap(Language::of)
                .map(Translation::of)
                .orElseGet(() -> preferred(headers));
        var empty = new SubscriptionForm(
                channel,
                "",
                "",
                null,
                null,
                List.of(),
                List.of(),
                "minor",
                true,
                true,
                translation.language().tag(),
                null);
        return page(Status.OK, subscribe(translation, empty, List.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response subscribe(
            @FormParam("channel") @Nullable String channel,
            @FormParam("address") @Nullable String address,
            @FormParam("url") @Nullable String url,
            @BeanParam ChoiceFields fields,
            @Context HttpHeaders headers,
            HttpServerRequest request) {
        var translation = fields.translation().orElseGet(() -> preferred(headers));
        var form = new SubscriptionForm(
                channel,
                address,
                url,
                null,
                null,
                fields.regions,
                fields.components,
                fields.leastSeverity,
                fields.updates,
                fields.maintenance,
                translation.language().tag(),
                fields.timeZone);
        return switch (subscriptions.take(form, request.remoteAddress().hostAddress())) {
            case Taken.Pending(var subscription) -> page(Status.ACCEPTED, pending(subscription, translation));
            case Taken.Wrong(var problems) -> page(Status.BAD_REQUEST, subscribe(translation, form, problems));
            case Taken.TooMany() -> said(Status.TOO_MANY_REQUESTS, translation, "page.too-many");
            case Taken.CatalogUnknown() -> said(Status.SERVICE_UNAVAILABLE, translation, "page.starting");
        };
    }

    private TemplateInstance subscribe(Translation translation, SubscriptionForm form, List<FieldProblem> problems) {
        var channels = subscriptions.channels();
        var chosen = ChannelField.of(channels.orFirst(form.channel()), translation);
        return Templates.subscribe(
                translation,
                catalog(),
                channels.offered().stream()
                        .map(reader -> ChannelField.of(reader, translation))
                        .toList(),
                chosen,
                problems.stream()
                        .map(problem -> chosen.sentence(problem, translation))
                        .toList(),
                form);
    }

    @GET
    @Path("/confirm")
    public Response askToConfirm(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return subscription(token, Purpose.CONFIRM)
                .map(subscription -> ask(subscription, "page.confirm", "confirm", token))
                .orElseGet(() -> noSuchLink(headers));
    }

    @POST
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@FormParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return subscription(token, Purpose.CONFIRM)
                .map(subscription -> {
                    var confirmed =
                            store.confirm(subscription.id(), clock.instant()) || store.isHeard(subscription.id());
                    return confirmed
                            ? said(Status.OK, translation(subscription), "page.confirmed")
                            : said(Status.GONE, translation(subscription), "page.ended");
                })
                .orElseGet(() -> noSuchLink(headers));
    }

    @GET
    @Path("/code")
    public Response askForCode(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return subscription(token, Purpose.MANAGE)
                .map(subscription -> page(Status.OK, Templates.code(translation(subscription), catalog(), token, null)))
                .orElseGet(() -> noSuchLink(headers));
    }

    @POST
    @Path("/code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirmByCode(
            @FormParam("token") @DefaultValue("") String token,
            @FormParam("code") @DefaultValue("") String code,
            @Context HttpHeaders headers,
            HttpServerRequest request) {
        var client = request.remoteAddress().hostAddress();
        return subscription(token, Purpose.MANAGE)
                .map(subscription -> redeemed(subscription, codes.redeem(subscription, code, client), token))
                .orElseGet(() -> noSuchLink(headers));
    }

    private Response redeemed(Subscription subscription, ConfirmationCodes.Result result, String token) {
        var translation = translation(subscription);
        return switch (result) {
            case CONFIRMED -> said(Status.OK, translation, "page.code.confirmed");
            case WRONG -> {
                var problem = translation.text("page.code.wrong");
                yield page(Status.BAD_REQUEST, Templates.code(translation, catalog(), token, problem));
            }
            case USED_UP -> said(Status.GONE, translation, "page.code.used-up");
            case TOO_MANY -> said(Status.TOO_MANY_REQUESTS, translation, "page.too-many");
        };
    }

    @GET
    @Path("/leave")
    public Response askToLeave(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return subscription(token, Purpose.LEAVE)
                .map(subscription -> ask(subscription, "page.leave", "leave", token))
                .orElseGet(() -> noSuchLink(headers));
    }

    /// A button was pressed: on our page, which sends the token in its form, or in a mail program, which posts to the
    /// link (RFC 8058). Both leave, as often as they come.
    @POST
    @Path("/leave")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    public Response leave(
            @QueryParam("token") @DefaultValue("") String inLink,
            @FormParam("token") @DefaultValue("") String inForm,
            @Context HttpHeaders headers) {
        return managed(inLink.isEmpty() ? inForm : inLink)
                .map(subscription -> {
                    store.leave(subscription.id(), "left");
                    return said(Status.OK, translation(subscription), "page.left");
                })
                .orElseGet(() -> noSuchLink(headers));
    }

    @GET
    @Path("/manage")
    public Response manage(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return managed(token)
                .map(subscription -> page(Status.OK, managePage(subscription, token, null, null)))
                .orElseGet(() -> noSuchLink(headers));
    }

    @POST
    @Path("/manage")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @FormParam("token") @DefaultValue("") String token,
            @BeanParam ChoiceFields fields,
            @Context HttpHeaders headers) {
        return managed(token)
                .map(subscription -> change(subscription, token, fields.form()))
                .orElseGet(() -> noSuchLink(headers));
    }

    private Response change(Subscription subscription, String token, ChoicesForm form) {
        return switch (subscriptions.change(subscription.id(), form)) {
            case Changed.Done(var changed) ->
                page(Status.OK, managePage(changed, token, translation(changed).text("page.manage.saved"), null));
            case Changed.Wrong(var problems) -> {
                var translation = translation(subscription);
                yield page(
                        Status.BAD_REQUEST,
                        Templates.manage(
                                translation,
                                catalog(),
                                ManagedSubscription.of(subscription),
                                form,
                                problems,
                                token,
                                null,
                                null));
            }
            case Changed.Ended() -> said(Status.GONE, translation(subscription), "page.ended");
        };
    }

    @POST
    @Path("/secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rotate(@FormParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return managed(token)
                .filter(ManagedSubscription::isSigned)
                .map(subscription -> {
                    var secret =
                            subscriptions.rotate(subscription).map(Secret::text).orElse(null);
                    var message = translation(subscription).text("page.manage.secret.new");
                    return page(Status.OK, managePage(subscription, token, message, secret));
                })
                .orElseGet(() -> noSuchLink(headers));
    }

    /// The answer is the same whether the address has a subscription or not.
    @POST
    @Path("/link")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response sendLink(
            @FormParam("address") @DefaultValue("") String address,
            @Context HttpHeaders headers,
            HttpServerRequest request) {
        var translation = preferred(headers);
        return subscriptions.sendLink(address, request.remoteAddress().hostAddress())
                ? said(Status.ACCEPTED, translation, "page.link.sent")
                : said(Status.TOO_MANY_REQUESTS, translation, "page.too-many");
    }

    private TemplateInstance managePage(
            Subscription subscription, String token, @Nullable String message, @Nullable String secret) {
        return Templates.manage(
                translation(subscription),
                catalog(),
                ManagedSubscription.of(subscription),
                ChoicesForm.of(subscription.choices()),
                List.of(),
                token,
                message,
                secret);
    }

    private Response ask(Subscription subscription, String text, String action, String token) {
        var translation = translation(subscription);
        return page(
                Status.OK,
                Templates.ask(
                        translation,
                        catalog(),
                        translation.text(text),
                        action,
                        token,
                        translation.text(text + ".button")));
    }

    private TemplateInstance pending(Subscription subscription, Translation translation) {
        return switch (subscription.address()) {
            case MailAddress _ -> Templates.pending(translation, catalog(), null, null);
            case WebhookAddress webhook ->
                Templates.pending(
                        translation, catalog(), webhook.secrets().current().text(), manageLink(subscription));
            case SecretAddress _
            when isConfirmedByCode(subscription) ->
                Templates.code(translation, catalog(), manageToken(subscription), null);
            case SecretAddress _ -> Templates.pending(translation, catalog(), null, manageLink(subscription));
        };
    }

    private boolean isConfirmedByCode(Subscription subscription) {
        return subscriptions
                .channels()
                .of(AddressReaders.word(subscription.channel()))
                .filter(AddressReader::isConfirmedByCode)
                .isPresent();
    }

    private String manageLink(Subscription subscription) {
        return Links.base() + "/subscriptions/manage?token=" + manageToken(subscription);
    }

    private String manageToken(Subscription subscription) {
        return tokens.issue(subscription.id(), Purpose.MANAGE, clock.instant()).text();
    }

    /// The link in a notice shows as well as a link that was asked for that it came to the subscriber's mailbox.
    private Optional<Subscription> managed(String token) {
        return subscription(token, Purpose.MANAGE).or(() -> subscription(token, Purpose.LEAVE));
    }

    private Optional<Subscription> subscription(String token, Purpose purpose) {
        return tokens.subscription(new Token(token), purpose, clock.instant()).flatMap(store::standing);
    }

    private Response noSuchLink(HttpHeaders headers) {
        return page(Status.NOT_FOUND, Templates.noSuchLink(preferred(headers), catalog()));
    }

    private Response said(Status status, Translation translation, String text) {
        return page(status, Templates.said(translation, catalog(), translation.text(text)));
    }

    private KnownCatalog catalog() {
        return subscriptions.catalog();
    }

    private static Translation translation(Subscription subscription) {
        return subscription.preferences().translation();
    }

    private static Translation preferred(HttpHeaders headers) {
        return Translation.of(Language.preferred(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
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
