package dev.tocsin.engine.detection;

/// What became of a health event; all but the first change nothing.
public enum Reception {
    COUNTED,
    /// The probe could not say: no vote, and none is refreshed.
    UNSURE,
    /// Not newer than the last counted for its check and vantage point, older than a vote lives, or than the check.
    LATE,
    UNKNOWN_CELL,
    UNKNOWN_CHECK,
    UNKNOWN_VANTAGE_POINT,
    /// Asked by another definition of the check than the cell's.
    OTHER_DEFINITION,
    /// Observed more than 10 s after it was appended.
    FROM_THE_FUTURE,
    IMPOSSIBLE_LATENCY
}
