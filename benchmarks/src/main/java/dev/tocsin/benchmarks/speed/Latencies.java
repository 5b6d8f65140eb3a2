package dev.tocsin.benchmarks.speed;

import java.util.Collection;
import java.util.List;

/// The measured times of something, in milliseconds, the shortest first.
public record Latencies(List<Long> millis) {

    public Latencies {
        millis = millis.stream().sorted().toList();
    }

    public static Latencies of(Collection<Long> millis) {
        return new Latencies(List.copyOf(millis));
    }

    public int size() {
        return millis.size();
    }

    /// The smallest time that this share of the times does not exceed.
    ///
    /// @param quantile over 0, at most 1
    /// @throws IllegalStateException when there are none
    public long at(double quantile) {
        if (millis.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        return millis.get((int) Math.ceil(quantile * millis.size()) - 1);
    }
}
