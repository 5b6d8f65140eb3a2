/// Kafka out, as probes write; and Kafka in, where the storm can be seen.
@NullMarked
package dev.tocsin.benchmarks.storm.kafka;

import org.jspecify.annotations.NullMarked;
