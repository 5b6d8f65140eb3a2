/// The speed of detection: the log that it reads, and the parts that it spends its time on.
@NullMarked
package dev.tocsin.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
