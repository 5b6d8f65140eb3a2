/// The measured log on a real broker, and Kafka's own reader of it.
@NullMarked
package dev.tocsin.benchmarks.speed.kafka;

import org.jspecify.annotations.NullMarked;
