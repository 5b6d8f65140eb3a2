/// Recorded logs through detection and correlation, as fast as they go, on the times in the log alone.
@NullMarked
package dev.tocsin.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
