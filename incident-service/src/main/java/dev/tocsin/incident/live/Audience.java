package dev.tocsin.incident.live;

/// Who looks.
public enum Audience {
    /// Sees public components, and incidents that touch them.
    PUBLIC,
    OPERATORS
}
