/// The records of the past on the topics, and the changes during the measurement.
@NullMarked
package dev.tocsin.benchmarks.web.kafka;

import org.jspecify.annotations.NullMarked;
