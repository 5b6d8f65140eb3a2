package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a delivery, as `tocsin.deliveries` records it.
///
/// @param reason why it was given up; null when it was sent
/// @param coveredBy the id of the delivery that covered it, or null
public record LostNotice(
        DeliveryHead delivery,
        int attempt,
        Instant at,
        @Nullable String reason,
        @Nullable String coveredBy) {}
