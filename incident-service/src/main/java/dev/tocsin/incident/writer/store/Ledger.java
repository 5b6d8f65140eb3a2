package dev.tocsin.incident.writer.store;

import dev.tocsin.engine.correlation.Correlation;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// The content of the database at one revision: the correlator's state, and the offsets to read on from.
public record Ledger(long revision, Correlation state, Map<TopicPartition, Long> offsets) {}
