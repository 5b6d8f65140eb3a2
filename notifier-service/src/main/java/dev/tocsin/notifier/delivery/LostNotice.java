package dev.tocsin.notifier.delivery;

import dev.tocsin.contract.delivery.DeliveryEvent.DeliveryHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a delivery ended, as `tocsin.deliveries` says.
///
/// @param reason why it was given up; null when it was sent
/// @param coveredBy the delivery that stood for it, or null
public record LostNotice(
        DeliveryHead delivery,
        int attempt,
        Instant at,
        @Nullable String reason,
        @Nullable String coveredBy) {}
