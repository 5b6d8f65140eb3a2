package dev.tocsin.probe.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Knows which events a spool holds in which segments and how far Kafka has them, and drops the oldest segment first
/// when the spool is full. Events are numbered without end. Not thread-safe.
public final class SpoolLedger {

    private static final int SEGMENTS = 16;

    private final long maxBytes;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long next;
    private long acknowledged;
    private long dropped;

    /// @param held the segments that a disk holds already, oldest first
    /// @param acknowledged the number of the first event that Kafka does not have
    public SpoolLedger(long maxBytes, List<Segment> held, long acknowledged) {
        this.maxBytes = maxBytes;
        this.segments.addAll(held);
        this.acknowledged = acknowledged;
        this.next = Math.max(acknowledged, held.isEmpty() ? 0 : held.getLast().end());
    }

    /// Makes room for the next event and says where it goes; the event counts once it [was appended][#appended].
    public Placement place(long bytes) {
        var gone = new ArrayList<Segment>();
        var held = segments.stream().mapToLong(Segment::bytes).sum();
        while (!segments.isEmpty() && held + bytes > maxBytes) {
            var oldest = segments.removeFirst();
            held -= oldest.bytes();
            dropped += Math.max(0, oldest.end() - Math.max(acknowledged, oldest.first()));
            acknowledged = Math.max(acknowledged, oldest.end());
            gone.add(oldest);
        }
        var begins = segments.isEmpty()
                || segments.getLast().end() < next
                || segments.getLast().bytes() + bytes > maxBytes / SEGMENTS;
        return begins
                ? new Placement(next, true, 0, bytes, gone)
                : new Placement(
                        segments.getLast().first(), false, segments.getLast().bytes(), bytes, gone);
    }

    /// Numbers an event that goes into no segment.
    public long skip() {
        return next++;
    }

    public void appended(Placement placement) {
        var segment = placement.begins() ? new Segment(next, 0, 0) : segments.removeLast();
        segments.addLast(new Segment(segment.first(), segment.events() + 1, segment.bytes() + placement.bytes()));
        next++;
    }

    /// Counts events that neither disk nor memory gives back.
    public void lost(long events) {
        dropped += events;
    }

    /// Kafka has all events below this number.
    ///
    /// @return segments that are not needed any more; the one that is written stays
    public List<Segment> acknowledge(long number) {
        acknowledged = Math.max(acknowledged, number);
        var done = new ArrayList<Segment>();
        while (segments.size() > 1 && segments.getFirst().end() <= acknowledged) {
            done.add(segments.removeFirst());
        }
        return done;
    }

    /// Gives up every segment of which Kafka has all events, even the one that is written; the next event begins
    /// another.
    public List<Segment> clear() {
        var done = segments.stream()
                .filter(segment -> segment.end() <= acknowledged)
                .toList();
        segments.removeAll(done);
        return done;
    }

    public List<Segment> segments() {
        return List.copyOf(segments);
    }

    public long acknowledged() {
        return acknowledged;
    }

    public long waiting() {
        return segments.stream()
                .mapToLong(segment -> Math.max(0, segment.end() - Math.max(acknowledged, segment.first())))
                .sum();
    }

    /// The number of lost events, including those that were dropped from the full spool on their way to Kafka and may
    /// still arrive.
    public long dropped() {
        return dropped;
    }

    /// @param first the number of its first event, which is also its name
    public record Segment(long first, long events, long bytes) {

        public long end() {
            return first + events;
        }
    }

    /// @param segment the first number of the segment to which the event goes
    /// @param begins whether the segment begins with the event
    /// @param at the number of bytes that the segment has before the event
    /// @param gone the segments that are dropped for the event
    public record Placement(long segment, boolean begins, long at, long bytes, List<Segment> gone) {}
}
