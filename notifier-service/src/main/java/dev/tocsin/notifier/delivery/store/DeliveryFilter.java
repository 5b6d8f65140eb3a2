package dev.tocsin.notifier.delivery.store;

import dev.tocsin.contract.delivery.Channel;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The deliveries to look for; a field that is null matches all.
///
/// @param about an incident; `maintenance/` and a window; or `operators/` and an incident
/// @param since the earliest time at which the notices were decided
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable Channel channel,
        @Nullable String about,
        @Nullable String subscription,
        @Nullable Instant since) {

    /// Whether it matches all deliveries.
    public boolean isOpen() {
        return conditions().isEmpty();
    }

    /// The conditions in HQL, for a delivery `d`; each begins with `and`.
    String conditions() {
        var conditions = new StringBuilder();
        parameters()
                .keySet()
                .forEach(name -> conditions.append(
                        name.equals("since") ? " and d.queuedAt >= :since" : " and d.%1$s = :%1$s".formatted(name)));
        return conditions.toString();
    }

    Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        put(parameters, "state", state);
        put(parameters, "channel", channel);
        put(parameters, "about", about);
        put(parameters, "subscription", subscription);
        put(parameters, "since", since);
        return parameters;
    }

    private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }
}
