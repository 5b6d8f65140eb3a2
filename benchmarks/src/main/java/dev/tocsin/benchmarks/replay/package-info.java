/// Records as Kafka's producers place them.
@NullMarked
package dev.tocsin.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
