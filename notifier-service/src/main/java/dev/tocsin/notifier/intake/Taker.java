package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;

/// Turns events into rows.
///
/// @param <E> the events that the topic carries
public interface Taker<E extends Event> {

    /// Runs in the transaction that keeps the next offset. Must do nothing for an event that was taken before.
    ///
    /// @param traceparent W3C trace context of the event; empty if it has none
    void take(E event, int partition, String traceparent);

    /// Called once the events taken from this partition are committed.
    default void taken(int partition) {}
}
