package dev.tocsin.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The importance of an incident to customers, from least to most.
public enum Severity {
    /// Only components that are not public are affected; no subscriber is notified.
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
