/// Benchmarks by name, and their reports.
@NullMarked
package dev.tocsin.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
