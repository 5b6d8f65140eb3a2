package dev.tocsin.notifier.subscription.page;

import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.Language;
import dev.tocsin.notifier.subscription.Subscription;
import dev.tocsin.notifier.subscription.Translation;
import dev.tocsin.notifier.subscription.api.Subscriptions;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/// The responses that all pages share.
@ApplicationScoped
class PageResponses {

    private final Subscriptions subscriptions;

    PageResponses(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    KnownCatalog catalog() {
        return subscriptions.catalog();
    }

    /// A page that asks for the press of a button.
    Response ask(Subscription subscription, String text, String action, String token) {
        var translation = translation(subscription);
        return page(
                Status.OK,
                PageTemplates.ask(
                        translation,
                        catalog(),
                        translation.text(text),
                        action,
                        token,
                        translation.text(text + ".button")));
    }

    Response said(Status status, Translation translation, String text) {
        return page(status, PageTemplates.said(translation, catalog(), translation.text(text)));
    }

    Response noSuchLink(HttpHeaders headers) {
        return page(Status.NOT_FOUND, PageTemplates.noSuchLink(preferred(headers), catalog()));
    }

    static Translation translation(Subscription subscription) {
        return subscription.preferences().translation();
    }

    static Translation preferred(HttpHeaders headers) {
        return Translation.of(Language.preferred(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    static Response page(Status status, TemplateInstance page) {
        return page(status.getStatusCode(), page);
    }

    /// URLs contain tokens here, so that nothing of them may go on in a referrer or a cache.
    static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
                .build();
    }
}
