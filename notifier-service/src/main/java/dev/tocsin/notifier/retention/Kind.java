package dev.tocsin.notifier.retention;

/// What is removed, in this order: whatever refers to other rows goes before those.
public enum Kind {
    /// With their steps and bounces.
    DELIVERIES,
    /// With their outages, their cells, what notices said of them, and who was told.
    INCIDENTS,
    /// Of maintenance, with the same.
    WINDOWS,
    /// Silences, by the time at which they ended.
    SILENCES,
    /// Those that have expired.
    TOKENS,
    /// Subscriptions that nobody confirmed.
    UNCONFIRMED,
    /// Of subscriptions that have ended. The rows stay, because deliveries refer to them.
    ADDRESSES,
    /// Ended ones to which nothing refers any more.
    SUBSCRIPTIONS
}
