package dev.tocsin.notifier.subscription.page;

import static dev.tocsin.notifier.subscription.page.PageResponses.page;
import static dev.tocsin.notifier.subscription.page.PageResponses.preferred;
import static dev.tocsin.notifier.subscription.page.PageResponses.translation;

import dev.tocsin.notifier.subscription.Address.MailAddress;
import dev.tocsin.notifier.subscription.Address.OperatorAddress;
import dev.tocsin.notifier.subscription.Address.SecretAddress;
import dev.tocsin.notifier.subscription.Address.WebhookAddress;
import dev.tocsin.notifier.subscription.AddressReader;
import dev.tocsin.notifier.subscription.AddressReaders;
import dev.tocsin.notifier.subscription.FieldProblem;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.LinkScope;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.SubscriptionForm;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.notifier.subscription.api.ConfirmationCodes;
import dev.tocsin.notifier.subscription.api.ConfirmationCodes.CodeResult;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.notifier.subscription.api.Subscriptions.SubscribeResult;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pages to subscribe and confirm, without script, cookie or login.
///
/// Looking at a page changes nothing, because mail scanners follow every link; pressing a button does.
@Path("/subscriptions")
@Produces(MediaType.TEXT_HTML)
public class SubscriptionPages {

    /// The number of unknown ids that a page names.
    private static final int MOST_NAMED = 3;

    private final Subscriptions subscriptions;
    private final ConfirmationCodes codes;
    private final SubscriptionRepository store;
    private final LinkedSubscriptions links;
    private final PageResponses pages;
    private final Clock clock = Clock.systemUTC();

    SubscriptionPages(
            Subscriptions subscriptions,
            ConfirmationCodes codes,
            SubscriptionRepository store,
            LinkedSubscriptions links,
            PageResponses pages) {
        this.subscriptions = subscriptions;
        this.codes = codes;
        this.store = store;
        this.links = links;
        this.pages = pages;
    }

    /// @param regions the regions that are chosen at first; none means all
    /// @param components the components, likewise
    @GET
    public Response form(
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("language") @Nullable String language,
            @QueryParam("regions") List<String> regions,
            @QueryParam("components") List<String> components,
            @Context HttpHeaders headers) {
        var translation = Optional.ofNullable(language)
                .flatMap(Language::of)
                .map(Translation::of)
                .orElseGet(() -> preferred(headers));
        var scope = LinkScope.of(regions, components, pages.catalog());
        var empty = new SubscriptionForm(
                channel,
                "",
                "",
                null,
                null,
                scope.regions(),
                scope.components(),
                "minor",
                true,
                true,
                translation.language().tag(),
                null,
                null);
        return scope.unknown().isEmpty() || pages.catalog().isEmpty()
                ? page(Status.OK, subscribe(translation, empty, List.of()))
                : page(Status.BAD_REQUEST, subscribe(translation, empty, List.of(unknown(scope, translation))));
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
                fields.timeZone,
                fields.digest);
        return switch (subscriptions.take(form, request.remoteAddress().hostAddress())) {
            case SubscribeResult.Pending(var subscription) -> page(Status.ACCEPTED, pending(subscription, translation));
            case SubscribeResult.Wrong(var problems) ->
                page(Status.BAD_REQUEST, subscribe(translation, form, sentences(problems, form, translation)));
            case SubscribeResult.TooMany() -> pages.said(Status.TOO_MANY_REQUESTS, translation, "page.too-many");
            case SubscribeResult.CatalogUnknown() ->
                pages.said(Status.SERVICE_UNAVAILABLE, translation, "page.starting");
        };
    }

    private static String unknown(LinkScope scope, Translation translation) {
        return translation.format(
                "page.subscribe.unknown",
                scope.unknown().stream().limit(MOST_NAMED).collect(Collectors.joining(", ")));
    }

    private List<String> sentences(List<FieldProblem> problems, SubscriptionForm form, Translation translation) {
        var prompt = chosen(form, translation).prompt();
        return problems.stream()
                .map(problem -> prompt.sentence(problem, translation))
                .toList();
    }

    private ChannelField chosen(SubscriptionForm form, Translation translation) {
        return ChannelField.of(subscriptions.channels().orFirst(form.channel()), translation);
    }

    private TemplateInstance subscribe(Translation translation, SubscriptionForm form, List<String> problems) {
        return PageTemplates.subscribe(
                translation,
                pages.catalog(),
                subscriptions.channels().offered().stream()
                        .map(reader -> ChannelField.of(reader, translation))
                        .toList(),
                chosen(form, translation),
                problems,
                form,
                LinkScope.of(form.regions(), form.components(), pages.catalog()));
    }

    @GET
    @Path("/confirm")
    public Response askToConfirm(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return links.of(token, Purpose.CONFIRM)
                .map(subscription -> pages.ask(subscription, "page.confirm", "confirm", token))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    @POST
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@FormParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return links.of(token, Purpose.CONFIRM)
                .map(subscription -> {
                    var confirmed =
                            store.confirm(subscription.id(), clock.instant()) || store.isHeard(subscription.id());
                    return confirmed
                            ? pages.said(Status.OK, translation(subscription), "page.confirmed")
                            : pages.said(Status.GONE, translation(subscription), "page.ended");
                })
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    @GET
    @Path("/code")
    public Response askForCode(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return links.of(token, Purpose.MANAGE)
                .map(subscription ->
                        page(Status.OK, PageTemplates.code(translation(subscription), pages.catalog(), token, null)))
                .orElseGet(() -> pages.noSuchLink(headers));
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
        return links.of(token, Purpose.MANAGE)
                .map(subscription -> redeemed(subscription, codes.redeem(subscription, code, client), token))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    private Response redeemed(Subscription subscription, CodeResult result, String token) {
        var translation = translation(subscription);
        return switch (result) {
            case CONFIRMED -> pages.said(Status.OK, translation, "page.code.confirmed");
            case WRONG -> {
                var problem = translation.text("page.code.wrong");
                yield page(Status.BAD_REQUEST, PageTemplates.code(translation, pages.catalog(), token, problem));
            }
            case USED_UP -> pages.said(Status.GONE, translation, "page.code.used-up");
            case TOO_MANY -> pages.said(Status.TOO_MANY_REQUESTS, translation, "page.too-many");
        };
    }

    private TemplateInstance pending(Subscription subscription, Translation translation) {
        return switch (subscription.address()) {
            case MailAddress _ -> PageTemplates.pending(translation, pages.catalog(), null, null);
            case WebhookAddress webhook ->
                PageTemplates.pending(
                        translation,
                        pages.catalog(),
                        webhook.secrets().current().text(),
                        links.manageLink(subscription));
            case SecretAddress _
            when isConfirmedByCode(subscription) ->
                PageTemplates.code(translation, pages.catalog(), links.manageToken(subscription), null);
            case SecretAddress _, OperatorAddress _ ->
                PageTemplates.pending(translation, pages.catalog(), null, links.manageLink(subscription));
        };
    }

    private boolean isConfirmedByCode(Subscription subscription) {
        return subscriptions
                .channels()
                .of(AddressReaders.word(subscription.channel()))
                .filter(AddressReader::isConfirmedByCode)
                .isPresent();
    }
}
