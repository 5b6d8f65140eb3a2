package dev.tocsin.probe.report.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.probe.report.MemorySpool;
import dev.tocsin.probe.report.SpoolLedger;
import dev.tocsin.probe.report.SpoolLedger.Segment;
import dev.tocsin.probe.report.file.Spool.SpooledEvent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A spool's events in their order, on disk or in memory, and the place at which the next one is read. Not
/// thread-safe.
final class SpoolQueue implements Closeable {

    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int STRIKES = 3;

    private final SegmentFiles files;
    private final SpoolLedger ledger;
    private final MemorySpool memory;
    private final TreeSet<Long> damaged = new TreeSet<>();
    private long damagedCount;
    private long read;
    private int strikes;
    private @Nullable IOException trouble;
    private long refusedAt;

    /// @param noted Kafka has all events below this number, as the directory's note says
    SpoolQueue(Path directory, long maxBytes, long maxMemory, long noted) throws IOException {
        this.files = new SegmentFiles(directory);
        this.memory = new MemorySpool(maxMemory);
        this.ledger = recovered(directory, maxBytes, noted);
        remove(ledger.acknowledge(ledger.acknowledged()));
        this.read = ledger.acknowledged();
    }

    /// An event whose number is uncertain is sent again, whatever the note says.
    private SpoolLedger recovered(Path directory, long maxBytes, long noted) throws IOException {
        var segments = new ArrayList<Segment>();
        var acknowledged = noted;
        var lost = 0L;
        var lostTail = 0L;
        try (var all = Files.list(directory)) {
            for (var file : all.filter(SegmentFile::isOne).sorted().toList()) {
                var found = SegmentFile.recover(file);
                var segment = found.segment();
                if (!segments.isEmpty()) {
                    lost += Math.max(
                            0, segment.first() - Math.max(segments.getLast().end(), noted));
                }
                lostTail = found.hasLostTail() ? 1 : 0;
                acknowledged = Math.min(acknowledged, found.uncertainFrom().orElse(acknowledged));
                if (segment.events() == 0) {
                    Files.delete(file);
                } else {
                    segments.add(segment);
                }
            }
        }
        damagedCount = lost + lostTail;
        var recovered = new SpoolLedger(maxBytes, segments, acknowledged);
        recovered.lost(damagedCount);
        return recovered;
    }

    /// @return the number of events that were dropped for it
    long append(byte[] event) {
        var droppedBefore = ledger.dropped();
        if (!writes(event)) {
            ledger.lost(memory.add(ledger.skip(), event));
        }
        return ledger.dropped() - droppedBefore;
    }

    /// A disk that refused is not tried again for a short time.
    private boolean writes(byte[] event) {
        var now = System.nanoTime();
        if (trouble != null && now - refusedAt < TRY_AGAIN_AFTER.toNanos()) {
            return false;
        }
        try {
            write(event);
            trouble = null;
            return true;
        } catch (IOException e) {
            trouble = e;
            refusedAt = now;
            remove(ledger.clear());
            return false;
        }
    }

    private void write(byte[] event) throws IOException {
        var placement = ledger.place(SegmentFile.sizeOf(event));
        remove(placement.gone());
        files.write(placement, event);
        ledger.appended(placement);
    }

    /// A file that cannot be removed takes room and is removed at a later start; Kafka has its events.
    private void remove(Collection<Segment> gone) {
        for (var segment : gone) {
            read = Math.max(read, segment.end());
            try {
                files.remove(segment);
            } catch (IOException e) {
                trouble = e;
            }
        }
    }

    /// The next event in order; empty if there is none yet.
    ///
    /// @throws IOException when the disk does not give it; after the third time, the rest of its segment is
    ///     left out
    Optional<SpooledEvent> next() throws IOException {
        for (var segment : ledger.segments()) {
            if (segment.end() > read) {
                var entry = fromMemory(Math.max(read, segment.first()));
                if (entry.isPresent()) {
                    return entry;
                }
                read = Math.max(read, segment.first());
                var onDisk = fromDisk(segment);
                if (onDisk.isPresent()) {
                    return onDisk;
                }
            }
        }
        return fromMemory(Long.MAX_VALUE);
    }

    private Optional<SpooledEvent> fromMemory(long below) {
        var found = memory.from(read).filter(kept -> kept.getKey() < below);
        found.ifPresent(kept -> read = kept.getKey() + 1);
        return found.map(kept -> new SpooledEvent(kept.getKey(), new String(kept.getValue(), UTF_8)));
    }

    private Optional<SpooledEvent> fromDisk(Segment segment) throws IOException {
        try {
            while (read < segment.end()) {
                var frames = files.reader(segment, read);
                if (!frames.advance()) {
                    leaveOut(segment.end());
                    break;
                }
                var event = frames.event();
                if (event.isPresent()) {
                    strikes = 0;
                    return Optional.of(new SpooledEvent(read++, new String(event.get(), UTF_8)));
                }
                leaveOut(read + 1);
            }
            return Optional.empty();
        } catch (IOException e) {
            files.leaveReader();
            if (++strikes == STRIKES) {
                strikes = 0;
                leaveOut(segment.end());
            }
            throw e;
        }
    }

    /// All events from here to this number are damaged.
    private void leaveOut(long end) {
        for (; read < end; read++) {
            if (read >= ledger.acknowledged() && damaged.add(read)) {
                damagedCount++;
                ledger.lost(1);
            }
        }
        acknowledge(ledger.acknowledged());
    }

    /// Kafka has all events below this number. Damaged events are not waited for.
    void acknowledge(long number) {
        var end = number;
        while (damaged.contains(end)) {
            end++;
        }
        damaged.headSet(end).clear();
        memory.acknowledge(end);
        remove(ledger.acknowledge(end));
    }

    /// From here on, [#next] returns again the events that are not acknowledged.
    void rewind() {
        read = ledger.acknowledged();
    }

    void force() throws IOException {
        files.force();
    }

    void hasTrouble(IOException e) {
        trouble = e;
    }

    /// The number below which Kafka has all events.
    long acknowledged() {
        return ledger.acknowledged();
    }

    long waiting() {
        return ledger.waiting() + memory.size();
    }

    long inMemory() {
        return memory.size();
    }

    long dropped() {
        return ledger.dropped();
    }

    long damaged() {
        return damagedCount;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(it -> Objects.requireNonNullElse(it.getMessage(), it.toString()));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
