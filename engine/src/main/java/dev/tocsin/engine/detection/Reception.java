package dev.tocsin.engine.detection;

/// The reception of a health event. Only COUNTED events change anything.
public enum Reception {
    COUNTED,
    /// The probe was not sure: the event casts no vote, and refreshes none.
    UNSURE,
    /// Not newer than the last one counted for its check and vantage point, older than a vote's life, or older than
    /// the check.
    LATE,
    UNKNOWN_CELL,
    UNKNOWN_CHECK,
    UNKNOWN_VANTAGE_POINT,
    /// Asked with another definition of the check than the cell's.
    OTHER_DEFINITION,
    /// Observed more than 10 s after it was appended.
    FROM_THE_FUTURE,
    IMPOSSIBLE_LATENCY
}
