package dev.tocsin.benchmarks.web;

import java.util.List;

/// A change of status, and how long it took to each viewer whom it reached.
///
/// @param what it was to the page, such as `a component that is shown`
/// @param viewers how many there were
/// @param millis the shortest first
/// @param bytes that all of them together got
public record Change(String what, int viewers, List<Long> millis, long bytes) {

    public Change {
        millis = millis.stream().sorted().toList();
    }

    public int missed() {
        return viewers - millis.size();
    }
}
