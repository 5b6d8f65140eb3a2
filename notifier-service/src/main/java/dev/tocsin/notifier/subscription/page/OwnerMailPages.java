package dev.tocsin.notifier.subscription.page;

import static dev.tocsin.notifier.subscription.page.PageResponses.translation;

import dev.tocsin.notifier.subscription.MailAddresses;
import dev.tocsin.notifier.subscription.MailAddresses.MailAddressReading;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Token;
import dev.tocsin.notifier.subscription.store.OwnerMails;
import dev.tocsin.notifier.subscription.store.SubscriptionRepository;
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
import java.util.Optional;

/// Takes and confirms the mail address of an endpoint's owner. Looking at a page changes nothing; its button does.
@Path("/subscriptions/owner")
@Produces(MediaType.TEXT_HTML)
public class OwnerMailPages {

    private final OwnerMails mails;
    private final SubscriptionRepository store;
    private final LinkedSubscriptions links;
    private final PageResponses pages;

    OwnerMailPages(OwnerMails mails, SubscriptionRepository store, LinkedSubscriptions links, PageResponses pages) {
        this.mails = mails;
        this.store = store;
        this.links = links;
        this.pages = pages;
    }

    @GET
    public Response ask(@QueryParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return owned(token)
                .map(subscription -> pages.ask(subscription, "page.owner", "owner", token))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response confirm(@FormParam("token") @DefaultValue("") String token, @Context HttpHeaders headers) {
        return owned(token)
                .map(subscription -> {
                    mails.confirm(subscription.id());
                    return said(Status.OK, subscription, "page.owner.confirmed");
                })
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    /// Keeps an address and asks whether it is the owner's; only somebody who manages the subscription may give one.
    @POST
    @Path("/mail")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response set(
            @FormParam("token") @DefaultValue("") String token,
            @FormParam("mail") @DefaultValue("") String mail,
            @Context HttpHeaders headers) {
        return links.managed(token)
                .filter(subscription -> ManagedSubscription.of(subscription).editable()
                        && ManagedSubscription.of(subscription).pausable())
                .map(subscription -> set(subscription, mail))
                .orElseGet(() -> pages.noSuchLink(headers));
    }

    private Response set(Subscription subscription, String mail) {
        return switch (MailAddresses.read(mail)) {
            case MailAddressReading.Wrong _ -> said(Status.BAD_REQUEST, subscription, "page.owner.mail.wrong");
            case MailAddressReading.Right(var address) ->
                mails.set(subscription.id(), address)
                        ? said(Status.ACCEPTED, subscription, "page.owner.mail.sent")
                        : said(Status.TOO_MANY_REQUESTS, subscription, "page.too-many");
        };
    }

    private Response said(Status status, Subscription subscription, String text) {
        return pages.said(status, translation(subscription), text);
    }

    private Optional<Subscription> owned(String token) {
        return mails.subscription(new Token(token)).flatMap(store::lookUp);
    }
}
