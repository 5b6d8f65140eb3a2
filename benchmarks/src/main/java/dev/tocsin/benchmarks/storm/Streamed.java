package dev.tocsin.benchmarks.storm;

import java.time.Instant;

/// One server-sent event.
///
/// @param bytes of all its lines
public record Streamed(String stream, Instant at, long bytes) {}
