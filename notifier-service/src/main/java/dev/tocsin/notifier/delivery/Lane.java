package dev.tocsin.notifier.delivery;

/// The kind of places that the attempts at a receiver take.
public enum Lane {
    NORMAL,
    /// For a receiver that was slow or failing lately.
    SLOW
}
