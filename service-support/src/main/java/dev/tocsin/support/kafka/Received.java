package dev.tocsin.support.kafka;

import dev.tocsin.contract.Event;

/// The result of reading a record.
public sealed interface Received {

    /// @param traceparent W3C trace context, empty if the record carries none
    record Known(Event event, String source, String traceparent) implements Received {}

    /// On a compacted topic: the entry with this key is gone.
    record Tombstone(String key) implements Received {}

    /// A record for the dead letters.
    ///
    /// @param reason one line, without the record's content
    record Unreadable(String reason) implements Received {}
}
