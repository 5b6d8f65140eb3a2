/// A year of rows in the notifier's tables.
@NullMarked
package dev.tocsin.benchmarks.year.postgres;

import org.jspecify.annotations.NullMarked;
