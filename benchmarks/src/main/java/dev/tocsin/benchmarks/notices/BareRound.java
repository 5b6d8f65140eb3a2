package dev.tocsin.benchmarks.notices;

/// As many requests as there are subscribers, by the HTTP client alone.
///
/// @param processorMillis of the client's process
/// @param failed requests without a 2xx answer
public record BareRound(int requests, double seconds, long processorMillis, int failed) {

    public double perSecond() {
        return requests / seconds;
    }
}
