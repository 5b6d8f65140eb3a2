package dev.tocsin.benchmarks.speed;

import org.jspecify.annotations.Nullable;

/// One thread of Kafka Streams that read the log, measured from a third of the log on, when the thread is warm, to the
/// end of the log.
///
/// @param perSecond health events per second
/// @param perProcessorSecond health events per second of the thread's processor time, which stays the same on a
///     machine
/// that does other things too
/// @param statusChanges in the whole log
/// @param heapPerCell in bytes, after a collection at the end, without the heap in use at the start
/// @param collecting the share of the time in which garbage collection stopped the thread
public record Measured(
        double perSecond,
        double perProcessorSecond,
        long statusChanges,
        double heapPerCell,
        double collecting,
        @Nullable Profile profile) {}
