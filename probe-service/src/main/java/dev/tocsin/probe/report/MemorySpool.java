package dev.tocsin.probe.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The events that the disk does not take, by their numbers. When the spool is full, the oldest are dropped. Not
/// thread-safe.
public final class MemorySpool {

    /// The approximate number of bytes that an event costs besides its own.
    private static final int OVERHEAD = 100;

    private final long maxBytes;
    private final TreeMap<Long, byte[]> events = new TreeMap<>();
    private long bytes;

    public MemorySpool(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @param number higher than all before
    /// @return the number of events that were dropped for it
    public long add(long number, byte[] event) {
        events.put(number, event);
        bytes += size(event);
        var gone = 0L;
        while (bytes > maxBytes && events.size() > 1) {
            removeFirst();
            gone++;
        }
        return gone;
    }

    /// The first event with this number or a higher one.
    public Optional<Map.Entry<Long, byte[]>> from(long number) {
        return Optional.ofNullable(events.ceilingEntry(number));
    }

    /// Kafka has all events below this number.
    public void acknowledge(long number) {
        while (!events.isEmpty() && events.firstKey() < number) {
            removeFirst();
        }
    }

    public int size() {
        return events.size();
    }

    private void removeFirst() {
        bytes -= size(events.pollFirstEntry().getValue());
    }

    private static long size(byte[] event) {
        return (long) OVERHEAD + event.length;
    }
}
