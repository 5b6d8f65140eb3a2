package dev.tocsin.contract.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What should be known beside a verdict.
public enum Mark {
    /// Only one vantage point is assigned.
    @JsonProperty("single-source")
    SINGLE_SOURCE,
    /// The votes of a check have no majority; it keeps its verdict for a while.
    @JsonProperty("contested")
    CONTESTED,
    /// It changes too often to be called up.
    @JsonProperty("unstable")
    UNSTABLE,
    /// A check whose failing means degraded is UNKNOWN.
    @JsonProperty("partly-unknown")
    PARTLY_UNKNOWN
}
