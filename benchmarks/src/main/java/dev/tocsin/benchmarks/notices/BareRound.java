package dev.tocsin.benchmarks.notices;

/// As many requests or mails as there are subscribers, sent by the client alone.
///
/// @param processorMillis of the client's process
/// @param failed requests without a 2xx answer
public record BareRound(int requests, double seconds, long processorMillis, int failed) {

    public double perSecond() {
        return requests / seconds;
    }
}
