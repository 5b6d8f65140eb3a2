/// A whole region that fails within a second: what is played, what was seen of it, and what it amounts to.
@NullMarked
package dev.tocsin.benchmarks.storm;

import org.jspecify.annotations.NullMarked;
