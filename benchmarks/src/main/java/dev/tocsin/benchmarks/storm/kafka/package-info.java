/// Writes to Kafka as probes do, and reads the topics on which the storm can be seen.
@NullMarked
package dev.tocsin.benchmarks.storm.kafka;

import org.jspecify.annotations.NullMarked;
