package dev.tocsin.benchmarks.web;

import java.util.Comparator;
import java.util.List;

/// The measurements of one address under load.
///
/// @param what its name in the report
/// @param bytes of an answer's body, compressed
/// @param saturated rounds in which each connection asked again at once
/// @param rate the intended requests per second of `paced`
/// @param paced a round below saturation, in which answers do not wait for one another
public record Load(String what, long bytes, List<Served> saturated, double rate, Served paced) {

    public Load {
        saturated = List.copyOf(saturated);
    }

    /// The round with the median rate.
    public Served middle() {
        var sorted = saturated.stream()
                .sorted(Comparator.comparingDouble(Served::perSecond))
                .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    public long failed() {
        return saturated.stream().mapToLong(Served::failed).sum() + paced.failed();
    }
}
