/// Notices under faults: whether each affected subscriber gets each notice once and in order while processes are
/// killed and receivers misbehave.
@NullMarked
package dev.tocsin.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
