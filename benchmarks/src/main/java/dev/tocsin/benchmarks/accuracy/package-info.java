/// What was found, scored against the truth.
@NullMarked
package dev.tocsin.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
