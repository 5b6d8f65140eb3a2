package dev.tocsin.benchmarks.web;

import java.util.List;

/// A change of status, and the time that it took to each viewer whom it reached.
///
/// @param what the kind of change for the page, such as `a component that is shown`
/// @param viewers the number of viewers
/// @param millis the shortest first
/// @param bytes that all viewers together received
public record Change(String what, int viewers, List<Long> millis, long bytes) {

    public Change {
        millis = millis.stream().sorted().toList();
    }

    public int missed() {
        return viewers - millis.size();
    }
}
