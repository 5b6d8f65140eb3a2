package dev.tocsin.notifier.delivery.api;

import dev.tocsin.notifier.delivery.store.DeliveryRepository;
import dev.tocsin.notifier.delivery.store.DeliveryRepository.KeptNotice;
import dev.tocsin.notifier.delivery.store.DeliveryState;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.notifier.message.Notice;
import dev.tocsin.notifier.message.WebhookBody;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.api.SubscriptionOwners;
import dev.tocsin.notifier.subscription.kafka.PublishedCatalog;
import dev.tocsin.support.http.Site;
import dev.tocsin.support.problem.Declined;
import dev.tocsin.support.problem.Problem.FieldError;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Lets a receiver that was away fetch the notices that it missed.
@Path("/api/v1/events")
@Tag(name = "Deliveries")
public class EventResource {

    private final DeliveryRepository deliveries;
    private final SubscriptionOwners owners;
    private final PublishedCatalog catalog;
    private final Site pages;

    EventResource(
            DeliveryRepository deliveries,
            SubscriptionOwners owners,
            PublishedCatalog catalog,
            @ConfigProperty(name = "tocsin.incident.url") URI pages) {
        this.deliveries = deliveries;
        this.owners = owners;
        this.catalog = catalog;
        this.pages = new Site(pages);
    }

    /// @param id the `webhook-id`, also of a notice that never arrived
    /// @param event the body of its webhook; null when its content is not kept any more
    public record SubscriberEvent(
            String id,
            DeliveryState state,
            Instant queuedAt,
            @Nullable WebhookBody event) {}

    @GET
    @Operation(
            summary = "The notices to a subscription, the oldest first, 100 a page",
            description = "Notices that were sent or should have been sent, for the holder of its manage"
                    + " token. `after` is the `webhook-id` of the last one that the receiver knows.")
    @SecurityRequirement(name = "manage-token")
    public Page<SubscriberEvent> list(
            @QueryParam("after") @Nullable String after,
            @Parameter(hidden = true) @HeaderParam("Authorization") @Nullable String bearer) {
        var subscription = owners.managed(bearer)
                .orElseThrow(() ->
                        Declined.of(Status.UNAUTHORIZED, "The bearer must be the manage token of a subscription."));
        var known = catalog.known();
        var notices = deliveries
                .noticesTo(subscription, after, Page.MOST + 1)
                .orElseThrow(() -> Declined.of(
                        Status.NOT_FOUND,
                        "There is no such notice; if it is an old one, leave \"after\" out.",
                        List.of(new FieldError("after", "is not the webhook-id of a notice to this subscription"))));
        return Page.of(notices.stream().map(notice -> event(notice, known)).toList(), SubscriberEvent::id);
    }

    private SubscriberEvent event(KeptNotice kept, KnownCatalog known) {
        var report = kept.report();
        var body = report == null
                ? null
                : WebhookBody.of(
                        new Notice(kept.id(), kept.id(), report.title(), kept.kind(), report, pages.at(report.path())),
                        known);
        return new SubscriberEvent(kept.id(), kept.state(), kept.queuedAt(), body);
    }
}
