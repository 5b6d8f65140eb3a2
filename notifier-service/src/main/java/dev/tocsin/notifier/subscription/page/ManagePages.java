package dev.tocsin.notifier.subscription.page;

import static dev.tocsin.notifier.subscription.page.PageResponses.page;
import static dev.tocsin.notifier.subscription.page.PageResponses.preferred;
import static dev.tocsin.notifier.subscription.page.PageResponses.translation;

import dev.tocsin.notifier.subscription.ChoicesForm;
import dev.tocsin.notifier.subscription.Secret;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Token.Purpose;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import dev.tocsin.notifier.subscription.api.Subscriptions.ChangeResult;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
import io.quarkus.qute.TemplateInstance;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pages to manage and leave a subscription, by the link in a mail or on the page after subscribing.
///
/// Looking at a page changes nothing, because mail scanners follow every link; pressing a button does.
@Path("/subscriptions")
@Produces(MediaType.TEXT_HTML)
public class ManagePages {

    private final Subscriptions subscriptions;
    private final SubscriptionRepository store;
    private final LinkedSubscriptions links;
    private final PageResponses pages;

    ManagePages(
            Subscriptions subscriptions, SubscriptionRepository store, LinkedSubscriptions links, PageResponses pages) {
        this.subscriptions = subscriptions;
        this.store = store;
        this.links = links;
        this.pages = pages;
    }

    @GET
    @Path("/leave")
    public Response askToLeave(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return links.of(token, Purpose.LEAVE)
                .map(subscription -> pages.ask(subscription, "page.leave", "leave", token))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    /// Answers the press of a button: on our page, which sends the token in its form, or in a mail program, which
    /// posts to the link (RFC 8058). Both end the subscription, however often they are pressed.
    @POST
    @Path("/leave")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    public Response leave(
            @QueryParam("token") @DefaultValue("") String inLink,
            @FormParam("token") @DefaultValue("") String inForm,
            @Context HttpHeaders headers) {
        return links.managed(inLink.isEmpty() ? inForm : inLink)
                .map(subscription -> {
                    store.leave(subscription.id(), "left");
                    return pages.said(Status.OK, translation(subscription), "page.left");
                })
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    @GET
    @Path("/manage")
    public Response manage(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return links.managed(token)
                .map(subscription -> page(Status.OK, managePage(subscription, token, null, null)))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    @POST
    @Path("/manage")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(
            @FormParam("token") @DefaultValue("") String token,
            @BeanParam ChoiceFields fields,
            @Context HttpHeaders headers) {
        return links.managed(token)
                .map(subscription -> change(subscription, token, fields.form()))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    private Response change(Subscription subscription, String token, ChoicesForm form) {
        return switch (subscriptions.change(subscription.id(), form)) {
            case ChangeResult.Done(var changed) ->
                page(Status.OK, managePage(changed, token, translation(changed).text("page.manage.saved"), null));
            case ChangeResult.Wrong(var problems) -> {
                var translation = translation(subscription);
                yield page(
                        Status.BAD_REQUEST,
                        PageTemplates.manage(
                                translation,
                                pages.catalog(),
                                ManagedSubscription.of(subscription),
                                form,
                                problems,
                                token,
                                null,
                                null));
            }
            case ChangeResult.Ended() -> pages.said(Status.GONE, translation(subscription), "page.ended");
        };
    }

    @POST
    @Path("/secret")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rotate(@FormParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return links.managed(token)
                .filter(ManagedSubscription::isSigned)
                .map(subscription -> {
                    var secret =
                            subscriptions.rotate(subscription).map(Secret::text).orElse(null);
                    var message = translation(subscription).text("page.manage.secret.new");
                    return page(Status.OK, managePage(subscription, token, message, secret));
                })
                .orElseGet(() -> pages.noSuchLink(headers));
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
                ? pages.said(Status.ACCEPTED, translation, "page.link.sent")
                : pages.said(Status.TOO_MANY_REQUESTS, translation, "page.too-many");
    }

    private TemplateInstance managePage(
            Subscription subscription, String token, @Nullable String message, @Nullable String secret) {
        return PageTemplates.manage(
                translation(subscription),
                pages.catalog(),
                ManagedSubscription.of(subscription),
                ChoicesForm.of(subscription.choices()),
                List.of(),
                token,
                message,
                secret);
    }
}
