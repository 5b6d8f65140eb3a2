/// Two instances of detection on one log that is written meanwhile, of which one is killed.
@NullMarked
package dev.tocsin.benchmarks.speed.takeover;

import org.jspecify.annotations.NullMarked;
