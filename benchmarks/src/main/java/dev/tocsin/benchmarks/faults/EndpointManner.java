package dev.tocsin.benchmarks.faults;

/// An endpoint's response to the first copy of some notices; it takes every later copy at once.
public enum EndpointManner {
    ACCEPTS,
    HANGS,
    ANSWERS_500,
    ANSWERS_429,
    ANSWERS_301,
    ANSWERS_GARBAGE,
    CLOSES_IN_MID_ANSWER;

    /// The manner for the first copy of a notice, by the notice's id: this one for every second notice.
    public EndpointManner ofFirst(String notice) {
        return Math.floorMod(notice.hashCode(), 2) == 0 ? this : ACCEPTS;
    }
}
