package dev.tocsin.notifier.delivery.api;

import dev.tocsin.notifier.delivery.store.Receivers;
import dev.tocsin.notifier.delivery.store.Receivers.FailingReceiver;
import dev.tocsin.notifier.http.Page;
import dev.tocsin.support.access.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/failing-receivers")
@PermissionsAllowed(Permissions.DELIVERIES_READ)
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator-token")
public class FailingReceiverResource {

    private final Receivers receivers;

    FailingReceiverResource(Receivers receivers) {
        this.receivers = receivers;
    }

    @GET
    @Operation(
            summary = "Subscribers who are slow, failing or paused, 100 a page",
            description =
                    "By subscription id, without addresses. A receiver that failed for five days is paused: its notices"
                            + " are held, and one is tried each hour.")
    public Page<FailingReceiver> list(@QueryParam("after") @Nullable String after) {
        return Page.of(receivers.failing(after, Page.MOST + 1), FailingReceiver::subscription);
    }
}
