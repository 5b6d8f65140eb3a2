package dev.tocsin.contract.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum Channel {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("webhook")
    WEBHOOK
}
