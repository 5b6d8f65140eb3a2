package dev.tocsin.notifier.delivery.store;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The states of [dev.tocsin.notifier.delivery.Delivery], as they are kept and shown.
public enum DeliveryState {
    @JsonProperty("due")
    DUE,
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("covered")
    COVERED,
    @JsonProperty("given-up")
    GIVEN_UP
}
