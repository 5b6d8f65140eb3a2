package dev.tocsin.probe.report.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.probe.report.MemorySpool;
import dev.tocsin.probe.report.SpoolLedger;
import dev.tocsin.probe.report.SpoolLedger.Placement;
import dev.tocsin.probe.report.SpoolLedger.Segment;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The events on their way to Kafka, in the order in which they came, each on disk until Kafka has it.
///
/// An event is in the page cache when [#append] returns, and so survives the end of the process at any time; an event
/// that is half-written then is cut off when the spool is opened again. To survive the end of the machine, [#force()]
/// has to be called. [#note()] records how far Kafka has the events, so a crash can only make some be sent twice.
///
/// A disk that takes nothing, for example because it is full, stops nothing: as many events as there is room for are
/// kept in memory, and [#trouble()] says why. A damaged event is left out and counted; the events behind it are found.
public final class Spool implements Closeable {

    /// The bytes of events that are kept in memory while the disk takes none: about 10,000 events.
    public static final long USUAL_MEMORY = 8L << 20;

    private static final String NOTE = "acknowledged";
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int STRIKES = 3;

    private final Path directory;
    private final FileChannel lockFile;
    private final FileLock directoryLock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final SpoolLedger ledger;
    private final MemorySpool memory;
    private final TreeSet<Long> damaged = new TreeSet<>();
    private long damagedCount;
    private long noted;
    private long read;
    private int strikes;
    private @Nullable RandomAccessFile written;
    private @Nullable SegmentReader reader;
    private @Nullable IOException trouble;
    private long refusedAt;

    private Spool(Path directory, long maxBytes, long maxMemory, FileChannel lockFile, FileLock directoryLock)
            throws IOException {
        this.directory = directory;
        this.lockFile = lockFile;
        this.directoryLock = directoryLock;
        this.memory = new MemorySpool(maxMemory);
        this.noted = readNote();
        this.ledger = recovered(maxBytes);
        remove(ledger.acknowledge(ledger.acknowledged()));
        this.read = ledger.acknowledged();
    }

    public static Spool open(Path directory, long maxBytes) throws IOException {
        return open(directory, maxBytes, USUAL_MEMORY);
    }

    /// @param maxBytes the most bytes that it takes on disk
    /// @param maxMemory the most bytes that it takes in memory, while the disk takes nothing
    /// @throws IOException when the directory cannot be used, or another process uses it
    public static Spool open(Path directory, long maxBytes, long maxMemory) throws IOException {
        Files.createDirectories(directory);
        var lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new Spool(directory, maxBytes, maxMemory, lockFile, locked(directory, lockFile));
    }

    private static FileLock locked(Path directory, FileChannel lockFile) throws IOException {
        try {
            var locked = lockFile.tryLock();
            if (locked != null) {
                return locked;
            }
        } catch (OverlappingFileLockException e) {
            // This process uses it already, which is the same trouble as another process.
        }
        lockFile.close();
        throw new IOException("the spool " + directory + " is in use by another probe");
    }

    /// An event whose number is uncertain is sent again, whatever the note says.
    private SpoolLedger recovered(long maxBytes) throws IOException {
        var segments = new ArrayList<Segment>();
        var acknowledged = noted;
        var lost = 0L;
        var lostTail = 0L;
        try (var files = Files.list(directory)) {
            for (var file : files.filter(SegmentFile::isOne).sorted().toList()) {
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
    public long append(byte[] event) {
        lock.lock();
        try {
            var droppedBefore = ledger.dropped();
            if (!writes(event)) {
                ledger.lost(memory.add(ledger.skip(), event));
            }
            more.signal();
            return ledger.dropped() - droppedBefore;
        } finally {
            lock.unlock();
        }
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
        var file = placement.begins() ? begun(placement) : reopened(placement);
        try {
            SegmentFile.write(file, placement.at(), event);
        } catch (IOException e) {
            leaveWritten();
            if (placement.begins()) {
                Files.deleteIfExists(file(placement.segment()));
            }
            throw e;
        }
        ledger.appended(placement);
    }

    private RandomAccessFile begun(Placement placement) throws IOException {
        if (written != null) {
            try {
                written.getFD().sync();
            } finally {
                leaveWritten();
            }
        }
        return opened(placement);
    }

    private RandomAccessFile reopened(Placement placement) throws IOException {
        return written == null ? opened(placement) : written;
    }

    private RandomAccessFile opened(Placement placement) throws IOException {
        var file = new RandomAccessFile(file(placement.segment()).toFile(), "rw");
        written = file;
        return file;
    }

    private void leaveWritten() throws IOException {
        var left = written;
        written = null;
        if (left != null) {
            left.close();
        }
    }

    /// A file that cannot be removed takes room and is removed at a later start; Kafka has its events.
    private void remove(Collection<Segment> gone) {
        for (var segment : gone) {
            try {
                leave(segment);
                Files.deleteIfExists(file(segment.first()));
            } catch (IOException e) {
                trouble = e;
            }
        }
    }

    private void leave(Segment gone) throws IOException {
        read = Math.max(read, gone.end());
        if (reader != null && reader.first() == gone.first()) {
            leaveReader();
        }
    }

    private void leaveReader() throws IOException {
        var left = reader;
        reader = null;
        if (left != null) {
            left.close();
        }
    }

    /// The next event in order, waiting for one if there is none.
    ///
    /// @throws IOException when the disk does not give it; after the third time, the rest of its segment is
    ///     left out
    public Optional<Entry> next(Duration wait) throws IOException, InterruptedException {
        lock.lock();
        try {
            var entry = read();
            for (var left = wait.toNanos(); entry.isEmpty() && left > 0; entry = read()) {
                left = more.awaitNanos(left);
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Entry> read() throws IOException {
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

    private Optional<Entry> fromMemory(long below) {
        var found = memory.from(read).filter(kept -> kept.getKey() < below);
        found.ifPresent(kept -> read = kept.getKey() + 1);
        return found.map(kept -> new Entry(kept.getKey(), new String(kept.getValue(), UTF_8)));
    }

    private Optional<Entry> fromDisk(Segment segment) throws IOException {
        try {
            while (read < segment.end()) {
                var frames = reader(segment);
                if (!frames.advance()) {
                    leaveOut(segment.end());
                    break;
                }
                var event = frames.event();
                if (event.isPresent()) {
                    strikes = 0;
                    return Optional.of(new Entry(read++, new String(event.get(), UTF_8)));
                }
                leaveOut(read + 1);
            }
            return Optional.empty();
        } catch (IOException e) {
            leaveReader();
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
        acknowledgeTo(ledger.acknowledged());
    }

    private SegmentReader reader(Segment segment) throws IOException {
        if (reader == null || reader.first() != segment.first() || reader.number() != read) {
            leaveReader();
            reader = SegmentReader.open(file(segment.first()), segment.first(), read);
        }
        return Objects.requireNonNull(reader);
    }

    /// Kafka has all events below this number.
    public void acknowledge(long number) {
        lock.lock();
        try {
            acknowledgeTo(number);
        } finally {
            lock.unlock();
        }
    }

    /// Damaged events are not waited for.
    private void acknowledgeTo(long number) {
        var end = number;
        while (damaged.contains(end)) {
            end++;
        }
        damaged.headSet(end).clear();
        memory.acknowledge(end);
        remove(ledger.acknowledge(end));
    }

    /// From here on, [#next] returns again the events that are not acknowledged.
    public void rewind() {
        lock.lock();
        try {
            read = ledger.acknowledged();
        } finally {
            lock.unlock();
        }
    }

    /// Writes down how far Kafka has the events, if that changed.
    public void note() {
        var acknowledged = acknowledged();
        if (acknowledged == noted) {
            return;
        }
        try {
            var next = directory.resolve(NOTE + ".next");
            Files.writeString(next, Long.toString(acknowledged));
            Files.move(next, directory.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
            noted = acknowledged;
        } catch (IOException e) {
            hasTrouble(e);
        }
    }

    /// An unreadable note only makes events be sent twice.
    private long readNote() throws IOException {
        try {
            return Math.max(
                    0, Long.parseLong(Files.readString(directory.resolve(NOTE)).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    /// Forces the appended events onto the disk itself.
    public void force() {
        lock.lock();
        try {
            if (written != null) {
                written.getFD().sync();
            }
        } catch (IOException e) {
            hasTrouble(e);
        } finally {
            lock.unlock();
        }
    }

    private void hasTrouble(IOException e) {
        lock.lock();
        try {
            trouble = e;
        } finally {
            lock.unlock();
        }
    }

    private long acknowledged() {
        lock.lock();
        try {
            return ledger.acknowledged();
        } finally {
            lock.unlock();
        }
    }

    /// The number of events that Kafka does not have yet.
    public long waiting() {
        lock.lock();
        try {
            return ledger.waiting() + memory.size();
        } finally {
            lock.unlock();
        }
    }

    /// The number of waiting events that are in memory only, and so are lost when the process ends.
    public long inMemory() {
        lock.lock();
        try {
            return memory.size();
        } finally {
            lock.unlock();
        }
    }

    /// The number of events that were lost since the spool was opened: dropped when it was full, or damaged.
    public long dropped() {
        lock.lock();
        try {
            return ledger.dropped();
        } finally {
            lock.unlock();
        }
    }

    /// The number of events that the disk did not give back since the spool was opened.
    public long damaged() {
        lock.lock();
        try {
            return damagedCount;
        } finally {
            lock.unlock();
        }
    }

    /// The disk's error when it last took nothing; empty while it takes events.
    public Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(trouble).map(it -> Objects.requireNonNullElse(it.getMessage(), it.toString()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        note();
        lock.lock();
        try {
            leaveReader();
            leaveWritten();
            directoryLock.release();
            lockFile.close();
        } finally {
            lock.unlock();
        }
    }

    private Path file(long first) {
        return SegmentFile.named(directory, first);
    }

    /// @param number counts up by one from event to event, across restarts
    public record Entry(long number, String event) {}
}
