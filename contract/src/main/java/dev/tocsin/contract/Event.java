package dev.tocsin.contract;

import java.time.Instant;

/// Anything that crosses Kafka; each topic has a sealed family of its own.
///
/// [EventTypes] gives the type on the wire; the key and the id are derived from the event's own fields, so that the
/// same fact sent twice is recognised as one.
public interface Event {

    /// The record's key, and the CloudEvents `subject`.
    String key();

    /// The CloudEvents `id`: unique for its source, the same whenever the same fact is written again.
    String eventId();

    /// The time at which it happened, the CloudEvents `time`.
    Instant time();
}
