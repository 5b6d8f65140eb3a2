package dev.tocsin.engine.replay;

import dev.tocsin.contract.Topic;

/// The partition of a key, as the producers of the log choose it.
@FunctionalInterface
public interface Partitioning {

    int partitionOf(Topic topic, String key);
}
