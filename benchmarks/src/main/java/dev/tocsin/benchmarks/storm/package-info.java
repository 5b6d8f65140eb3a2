/// A whole region that fails within a second: the load, the observations, and the results.
@NullMarked
package dev.tocsin.benchmarks.storm;

import org.jspecify.annotations.NullMarked;
