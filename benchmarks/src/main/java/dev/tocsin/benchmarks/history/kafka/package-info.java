/// The past's log in a real broker, and real detection that reads it.
@NullMarked
package dev.tocsin.benchmarks.history.kafka;

import org.jspecify.annotations.NullMarked;
