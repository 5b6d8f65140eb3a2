package dev.tocsin.notifier.delivery;

/// A receiver's behaviour at an attempt.
public enum Contact {
    ANSWERED,
    /// The receiver took the notice, but late.
    SLOW,
    FAILED
}
