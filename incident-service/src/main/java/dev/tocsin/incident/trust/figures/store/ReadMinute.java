package dev.tocsin.incident.trust.figures.store;

import dev.tocsin.contract.figures.MinuteCounted;
import org.apache.kafka.common.TopicPartition;

/// The figures of a minute, with the place of their record.
public record ReadMinute(TopicPartition partition, long offset, MinuteCounted minute) {}
