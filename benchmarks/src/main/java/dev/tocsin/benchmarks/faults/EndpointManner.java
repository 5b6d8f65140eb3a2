package dev.tocsin.benchmarks.faults;

/// How an endpoint takes the first copy of some notices; it takes every later copy at once.
public enum EndpointManner {
    ACCEPTS,
    HANGS,
    ANSWERS_500,
    ANSWERS_429,
    ANSWERS_301,
    ANSWERS_GARBAGE,
    CLOSES_IN_MID_ANSWER;

    /// How it takes the first copy, by the notice's id: every second one in its own manner.
    public EndpointManner ofFirst(String notice) {
        return Math.floorMod(notice.hashCode(), 2) == 0 ? this : ACCEPTS;
    }
}
