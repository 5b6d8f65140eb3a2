/// A past for the sample product: what broke in the months before, as a seed tells, and how its log is played.
@NullMarked
package dev.tocsin.benchmarks.history;

import org.jspecify.annotations.NullMarked;
