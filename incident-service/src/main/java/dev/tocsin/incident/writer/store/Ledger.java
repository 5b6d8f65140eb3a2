package dev.tocsin.incident.writer.store;

import dev.tocsin.engine.correlation.Correlation;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// What the database holds at one revision: what is known, and from where to read on.
public record Ledger(long revision, Correlation state, Map<TopicPartition, Long> offsets) {}
