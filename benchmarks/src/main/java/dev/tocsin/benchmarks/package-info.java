/// The program behind `./tocsin replay`, `record` and `bench`.
@NullMarked
package dev.tocsin.benchmarks;

import org.jspecify.annotations.NullMarked;
