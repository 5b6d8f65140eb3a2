/// The size of the notifier's tables after a year, with and without retention.
@NullMarked
package dev.tocsin.benchmarks.year;

import org.jspecify.annotations.NullMarked;
