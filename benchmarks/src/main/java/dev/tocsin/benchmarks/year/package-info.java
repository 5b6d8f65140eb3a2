/// How much room the notifier's tables take after a year, with and without retention.
@NullMarked
package dev.tocsin.benchmarks.year;

import org.jspecify.annotations.NullMarked;
