package dev.tocsin.incident.trust.live;

/// The readers of a page or list.
public enum Audience {
    /// Sees public components, and incidents that touch them.
    PUBLIC,
    OPERATORS
}
