package dev.tocsin.contract.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A qualification of a verdict.
public enum Mark {
    /// Only one vantage point is assigned.
    @JsonProperty("single-source")
    SINGLE_SOURCE,
    /// The votes of a check have no majority; it keeps its verdict for a while.
    @JsonProperty("contested")
    CONTESTED,
    /// The cell changes too often to be called up.
    @JsonProperty("unstable")
    UNSTABLE,
    /// A check whose failure means degraded is UNKNOWN.
    @JsonProperty("partly-unknown")
    PARTLY_UNKNOWN
}
