/// A past for the sample product: the faults of the months before, derived from a seed, and the playing of its log.
@NullMarked
package dev.tocsin.benchmarks.history;

import org.jspecify.annotations.NullMarked;
