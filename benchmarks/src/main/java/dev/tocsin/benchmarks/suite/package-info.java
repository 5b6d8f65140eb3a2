/// Benchmarks by name, and the reports that they come to.
@NullMarked
package dev.tocsin.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
