/// The speed and the cost of notifying many subscribers of one incident, and whether each gets its notices once and in
/// order.
@NullMarked
package dev.tocsin.benchmarks.notices;

import org.jspecify.annotations.NullMarked;
