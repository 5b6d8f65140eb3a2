package dev.tocsin.notifier.delivery;

/// How a receiver behaved at an attempt.
public enum Contact {
    ANSWERED,
    /// It took the notice, late.
    SLOW,
    FAILED
}
