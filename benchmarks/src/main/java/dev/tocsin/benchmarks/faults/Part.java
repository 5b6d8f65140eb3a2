package dev.tocsin.benchmarks.faults;

/// What is killed, with signal 9, and started again.
public enum Part {
    FIRST_NOTIFIER,
    SECOND_NOTIFIER,
    BROKER,
    DATABASE
}
