package dev.tocsin.notifier.delivery.schedule;

import dev.tocsin.notifier.delivery.Lease;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Claimed deliveries that were not sent and are to be handed back. While the database is away, they stay here.
/// Thread-safe.
final class UnsentDeliveries {

    private final Map<Lease, Boolean> waiting = new LinkedHashMap<>();

    /// Hands deliveries back, as if they had not been claimed.
    @FunctionalInterface
    interface HandBack {

        /// @throws RuntimeException when the deliveries cannot be handed back now
        void handBack(List<Lease> deliveries, boolean hang);
    }

    /// @param hang whether its receiver hangs
    synchronized void add(Lease delivery, boolean hang) {
        waiting.put(delivery, hang);
    }

    /// Deliveries for which the effect fails are handed back the next time.
    void handBack(HandBack effect) {
        for (var hang : List.of(true, false)) {
            var deliveries = those(hang);
            if (!deliveries.isEmpty()) {
                effect.handBack(deliveries, hang);
                remove(deliveries);
            }
        }
    }

    private synchronized List<Lease> those(boolean hang) {
        return waiting.entrySet().stream()
                .filter(each -> each.getValue() == hang)
                .map(Map.Entry::getKey)
                .toList();
    }

    private synchronized void remove(List<Lease> deliveries) {
        deliveries.forEach(waiting::remove);
    }
}
