package dev.tocsin.notifier.delivery.api;

import dev.tocsin.contract.delivery.Channel;
import dev.tocsin.notifier.delivery.schedule.DueQueue;
import dev.tocsin.notifier.delivery.store.DueDeliveries.DueCount;
import dev.tocsin.support.access.Permissions;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/delivery-queue")
@PermissionsAllowed(Permissions.STATUS_READ)
@Tag(name = "Deliveries")
@SecurityRequirement(name = "operator-token")
public class QueueResource {

    private final DueQueue queue;

    QueueResource(DueQueue queue) {
        this.queue = queue;
    }

    /// @param waiting the number of notices that are due and have no result, up to 200,000 a channel
    /// @param oldestDueAt since when the earliest of them is due; null if there is none
    /// @param countedAt null before they were counted for the first time
    public record DeliveryQueueView(
            long waiting,
            @Nullable Instant oldestDueAt,
            @Nullable Instant countedAt,
            List<ChannelQueue> channels) {}

    /// The queue of a channel in which notices wait.
    public record ChannelQueue(Channel channel, long waiting) {}

    @GET
    @Operation(
            summary = "How many notices wait, and for how long the earliest",
            description = "Counted every 15 s, so a query costs nothing.")
    public DeliveryQueueView show() {
        var counted = queue.counted();
        var at = counted.countedAt();
        return new DeliveryQueueView(
                counted.due().values().stream().mapToLong(DueCount::count).sum(),
                at == null ? null : oldest(counted.due(), at),
                at,
                counted.due().entrySet().stream()
                        .filter(each -> each.getValue().count() > 0)
                        .sorted(Map.Entry.comparingByKey())
                        .map(each ->
                                new ChannelQueue(each.getKey(), each.getValue().count()))
                        .toList());
    }

    private static @Nullable Instant oldest(Map<Channel, DueCount> due, Instant at) {
        return due.values().stream()
                .filter(each -> each.count() > 0)
                .map(each -> at.minus(Duration.ofMillis(Math.round(each.seconds() * 1_000))))
                .min(Instant::compareTo)
                .orElse(null);
    }
}
