package dev.tocsin.benchmarks.faults;

/// A process that is killed with signal 9 and started again.
public enum KillablePart {
    FIRST_NOTIFIER,
    SECOND_NOTIFIER,
    BROKER,
    DATABASE
}
