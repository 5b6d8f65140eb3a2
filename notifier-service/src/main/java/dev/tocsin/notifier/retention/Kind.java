package dev.tocsin.notifier.retention;

/// The kinds of rows that are removed, in this order: rows that refer to others go before those.
public enum Kind {
    /// Deliveries, with their steps and bounces.
    DELIVERIES,
    /// Incidents, with their outages, their cells, the content of their notices, and who was notified.
    INCIDENTS,
    /// The same incidents as operators' channels were notified of them.
    OPERATOR_INCIDENTS,
    /// Windows of maintenance, with the content of their notices, and who was notified.
    WINDOWS,
    /// Silences, by the time at which they ended.
    SILENCES,
    /// Tokens that have expired.
    TOKENS,
    /// Subscriptions that nobody confirmed.
    UNCONFIRMED,
    /// Addresses of subscriptions that have ended. The rows stay, because deliveries refer to them.
    ADDRESSES,
    /// Ended subscriptions to which nothing refers any more.
    SUBSCRIPTIONS
}
