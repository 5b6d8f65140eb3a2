package dev.tocsin.notifier.intake;

import dev.tocsin.contract.Event;

/// Makes rows of events.
///
/// @param <E> the events that the topic carries
public interface Taker<E extends Event> {

    /// Runs in the transaction that keeps the next offset. Must do nothing for an event that was taken before.
    void take(E event, int partition);
}
