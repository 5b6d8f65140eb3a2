package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much an incident matters to customers, from least to most.
public enum Severity {
    /// Only components that are not public; no subscriber is told.
    @JsonProperty("internal")
    INTERNAL,
    @JsonProperty("minor")
    MINOR,
    @JsonProperty("major")
    MAJOR,
    @JsonProperty("critical")
    CRITICAL;

    public boolean isAtLeast(Severity other) {
        return compareTo(other) >= 0;
    }
}
