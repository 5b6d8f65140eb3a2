package dev.tocsin.benchmarks.storm;

import java.time.Instant;

/// One request and its answer, whole.
///
/// @param what was asked for
/// @param status of HTTP; 0 where no answer came
/// @param bytes of its body, compressed as browsers ask for it
public record Sample(String what, Instant at, double millis, int status, long bytes) {}
