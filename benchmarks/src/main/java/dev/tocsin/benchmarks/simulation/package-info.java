/// Worlds of which everything is known: what is broken in them and when, and what probes would have seen.
@NullMarked
package dev.tocsin.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
