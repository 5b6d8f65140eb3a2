package dev.tocsin.support.progress;

/// A loop, channel or stream that has to make progress while it has work.
public interface WatchedPart {

    /// A name such as `correlation`, which is part of a metric and of an alert's subject.
    String name();

    /// Asked every few seconds. May ask Kafka or the database; an exception, or no answer, counts as no progress.
    Work work();
}
