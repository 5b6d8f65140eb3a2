/// How fast the notifier tells many subscribers of one incident, what that costs, and whether each hears once and in
/// order.
@NullMarked
package dev.tocsin.benchmarks.notices;

import org.jspecify.annotations.NullMarked;
