package dev.tocsin.contract;

/// The result of a check's latest events from one vantage point.
public enum Vote {
    UP,
    DEGRADED,
    DOWN
}
