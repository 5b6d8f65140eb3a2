package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;

/// Makes rows of events.
///
/// @param <E> the events that the topic carries
public interface Taker<E extends Event> {

    /// Runs in the transaction that keeps the next offset. Must do nothing for an event that was taken before.
    ///
    /// @param traceparent W3C trace context in which the event came; empty if it came in none
    void take(E event, int partition, String traceparent);

    /// What was taken of this partition is committed.
    default void taken(int partition) {}
}
