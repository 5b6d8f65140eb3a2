/// The subscribers in the notifier's tables.
@NullMarked
package dev.tocsin.benchmarks.faults.postgres;

import org.jspecify.annotations.NullMarked;
