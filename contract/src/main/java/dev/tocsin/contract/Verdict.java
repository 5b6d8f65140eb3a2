package dev.tocsin.contract;

/// What the live votes agree on, for a check and then for a cell.
public enum Verdict {
    UP,
    DEGRADED,
    DOWN,
    /// Too few live votes to say, or votes that contradict one another for too long.
    UNKNOWN;

    public boolean isBad() {
        return this == DEGRADED || this == DOWN;
    }
}
