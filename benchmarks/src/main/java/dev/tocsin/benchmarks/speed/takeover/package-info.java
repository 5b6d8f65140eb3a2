/// Two instances of detection on one log that is being written, while one of them is killed.
@NullMarked
package dev.tocsin.benchmarks.speed.takeover;

import org.jspecify.annotations.NullMarked;
