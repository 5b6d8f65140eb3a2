package dev.tocsin.benchmarks.notices;

import java.util.Arrays;

/// One notice to each subscriber, as it arrives.
final class Wave {

    /// The arrival time of each subscriber's first copy, by [System#nanoTime()]; 0 before it came.
    private final long[] arrivedAt;

    private final int expected;
    private int arrived;
    private int doubles;

    /// @param expected the number of subscribers that should get the notice
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
