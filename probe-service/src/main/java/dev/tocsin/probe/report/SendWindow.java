package dev.tocsin.probe.report;

import java.util.TreeSet;

/// The events that are on their way to Kafka. Partitions acknowledge in any order; only events that are acknowledged
/// without a gap are done. Not thread-safe.
public final class SendWindow {

    private final TreeSet<Long> inFlight = new TreeSet<>();
    private final TreeSet<Long> failed = new TreeSet<>();
    private long end;

    public void sent(long number) {
        inFlight.add(number);
        end = number + 1;
    }

    /// @return the number below which every event that was sent is acknowledged
    public long acknowledged(long number) {
        inFlight.remove(number);
        return inFlight.isEmpty() ? end : inFlight.first();
    }

    /// The event did not arrive. Events that were sent after it may still arrive.
    public void failed(long number) {
        if (inFlight.contains(number)) {
            failed.add(number);
        }
    }

    public boolean hasFailures() {
        return !failed.isEmpty();
    }

    /// Whether every event that is not acknowledged has failed.
    public boolean isSettled() {
        return failed.size() == inFlight.size();
    }

    public int size() {
        return inFlight.size();
    }

    /// Forgets the events on their way, which are to be sent again.
    public void forget() {
        inFlight.clear();
        failed.clear();
    }
}
