/// Worlds of which everything is known: their faults and the times of these, and the events that probes would send.
@NullMarked
package dev.tocsin.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
