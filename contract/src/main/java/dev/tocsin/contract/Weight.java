package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The weight of a component in an incident's severity.
public enum Weight {
    @JsonProperty("low")
    LOW,
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("high")
    HIGH
}
