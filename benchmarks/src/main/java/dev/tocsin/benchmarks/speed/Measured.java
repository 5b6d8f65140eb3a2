package dev.tocsin.benchmarks.speed;

import org.jspecify.annotations.Nullable;

/// One thread of Kafka Streams that read the log, from a third of it on, when it is warm, to its end.
///
/// @param perSecond health events
/// @param perProcessorSecond health events in a second of the thread on a processor, which says the same on a machine
/// that does other things too
/// @param statusChanges in all of it
/// @param heapPerCell in bytes, after a collection at the end, without what was there at the start
/// @param collecting the share of the time in which the collector stopped it
public record Measured(
        double perSecond,
        double perProcessorSecond,
        long statusChanges,
        double heapPerCell,
        double collecting,
        @Nullable Profile profile) {}
