/// Whether each affected subscriber is told once and in order while parts are killed and endpoints misbehave.
@NullMarked
package dev.tocsin.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
