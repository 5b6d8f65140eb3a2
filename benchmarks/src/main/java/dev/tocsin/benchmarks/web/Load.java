package dev.tocsin.benchmarks.web;

import java.util.Comparator;
import java.util.List;

/// How one address was served.
///
/// @param what its name in the report
/// @param bytes of an answer's body, compressed
/// @param saturated rounds in which each connection asked again at once
/// @param rate requests a second that were asked for in `paced`
/// @param paced a round below saturation, in which answers do not wait for one another
public record Load(String what, long bytes, List<Served> saturated, double rate, Served paced) {

    public Load {
        saturated = List.copyOf(saturated);
    }

    /// The round in the middle.
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
