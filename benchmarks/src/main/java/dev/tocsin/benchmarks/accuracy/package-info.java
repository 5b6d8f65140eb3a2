/// Scores the findings of a replay against the truth.
@NullMarked
package dev.tocsin.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
