package dev.tocsin.incident.trust.latency;

import org.jspecify.annotations.Nullable;

/// One minute of a chart of latencies and failures.
public interface ChartedMinute {

    /// In milliseconds; null when no ask was answered.
    @Nullable
    Double median();

    /// A high percentile, in milliseconds; null when no ask was answered.
    @Nullable
    Double high();

    /// Failed asks, without those that say nothing of the target.
    long failed();

    /// Asks that were answered rightly.
    long answered();
}
