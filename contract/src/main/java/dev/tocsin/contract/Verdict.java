package dev.tocsin.contract;

/// The result on which the live votes agree, for a check and then for a cell.
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
