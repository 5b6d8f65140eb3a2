package dev.tocsin.contract.incident;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The states of public status pages.
public enum IncidentState {
    @JsonProperty("investigating")
    INVESTIGATING,
    /// A suspect is likely enough to be named.
    @JsonProperty("identified")
    IDENTIFIED,
    /// Everything is up again, and the end hold runs.
    @JsonProperty("monitoring")
    MONITORING,
    @JsonProperty("resolved")
    RESOLVED,
    @JsonProperty("postmortem")
    POSTMORTEM;

    public boolean isOpen() {
        return compareTo(RESOLVED) < 0;
    }
}
