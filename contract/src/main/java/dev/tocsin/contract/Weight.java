package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much a component counts in an incident's severity.
public enum Weight {
    @JsonProperty("low")
    LOW,
    @JsonProperty("normal")
    NORMAL,
    @JsonProperty("high")
    HIGH
}
