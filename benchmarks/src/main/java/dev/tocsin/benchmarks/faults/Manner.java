package dev.tocsin.benchmarks.faults;

/// How an endpoint takes the first copy of some notices; it takes every later copy at once.
public enum Manner {
    ACCEPTS,
    HANGS,
    ANSWERS_500,
    ANSWERS_429,
    ANSWERS_301,
    ANSWERS_GARBAGE,
    CLOSES_IN_MID_ANSWER
}
