package dev.tocsin.support.kafka;

/// The result of writing records.
public sealed interface WriteResult {

    /// Kafka has all of them.
    record Written() implements WriteResult {}

    /// Some may be missing, because Kafka does not answer. The same records may be written again: they count once.
    record Unavailable(String reason) implements WriteResult {}

    /// Kafka never takes at least one of them because of its content, such as too many bytes.
    record Refused(String reason) implements WriteResult {}

    default boolean isWritten() {
        return this instanceof Written;
    }
}
