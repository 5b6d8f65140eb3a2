package dev.tocsin.contract;

/// What a check's latest events from one vantage point amount to.
public enum Vote {
    UP,
    DEGRADED,
    DOWN
}
