package dev.tocsin.incident.notices;

import org.jspecify.annotations.Nullable;

/// The subscriptions to look for; a field that is null matches all.
///
/// @param address the whole mail address or URL, in any case
/// @param state `pending`, `confirmed`, `refused` or `left`
/// @param failing whether it was slow or failing lately
/// @param after the id of the last one seen
public record SubscriberSearch(
        @Nullable String address,
        @Nullable String state,
        @Nullable String channel,
        @Nullable String region,
        @Nullable String component,
        @Nullable Boolean failing,
        @Nullable String after) {

    public static SubscriberSearch byAddress(String address) {
        return new SubscriberSearch(address, null, null, null, null, null, null);
    }
}
