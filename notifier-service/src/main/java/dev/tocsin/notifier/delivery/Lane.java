package dev.tocsin.notifier.delivery;

/// Which places the attempts at a receiver take.
public enum Lane {
    NORMAL,
    /// Of a receiver that was slow or failing lately.
    SLOW
}
