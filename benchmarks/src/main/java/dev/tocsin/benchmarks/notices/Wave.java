package dev.tocsin.benchmarks.notices;

import java.util.Arrays;

/// One notice to each subscriber, as it arrives.
final class Wave {

    /// When each subscriber's first copy came, by [System#nanoTime()]; 0 while it did not.
    private final long[] arrivedAt;

    private final int expected;
    private int arrived;
    private int doubles;

    /// @param expected how many of the subscribers are to get it
    Wave(int subscribers, int expected) {
        this.expected = expected;
        arrivedAt = new long[subscribers];
    }

    void arrive(int subscriber, long nanos) {
        if (arrivedAt[subscriber] == 0) {
            arrivedAt[subscriber] = nanos;
            arrived++;
        } else {
            doubles++;
        }
    }

    boolean hasArrived(int subscriber) {
        return arrivedAt[subscriber] != 0;
    }

    int arrived() {
        return arrived;
    }

    int missing() {
        return expected - arrived;
    }

    int doubles() {
        return doubles;
    }

    /// @return sorted
    long[] times() {
        return Arrays.stream(arrivedAt).filter(nanos -> nanos != 0).sorted().toArray();
    }
}
