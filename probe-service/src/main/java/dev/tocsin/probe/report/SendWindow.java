package dev.tocsin.probe.report;

import java.util.TreeSet;

/// The events that are on their way to Kafka. Partitions acknowledge in any order; only what is acknowledged without a
/// gap is done. Not safe for threads.
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

    /// The event did not arrive. What was sent after it may still arrive.
    public void failed(long number) {
        if (inFlight.contains(number)) {
            failed.add(number);
        }
    }

    public boolean hasFailures() {
        return !failed.isEmpty();
    }

    /// Whether it is known of each event what became of it.
    public boolean isSettled() {
        return failed.size() == inFlight.size();
    }

    public int size() {
        return inFlight.size();
    }

    /// What was on its way is to be sent again.
    public void forget() {
        inFlight.clear();
        failed.clear();
    }
}
