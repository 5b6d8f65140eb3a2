package dev.tocsin.probe.report.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.probe.report.SpoolLedger;
import dev.tocsin.probe.report.SpoolLedger.Segment;
import java.io.Closeable;
import java.io.EOFException;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Every event on its way to Kafka, on disk until Kafka has it, in the order in which it came.
///
/// An event is in the page cache when [#append] returns, and so survives the end of the process at any moment; what
/// stands half-written then is cut off when the spool is opened again. Against the end of the machine, [#force()] has
/// to be called. How far Kafka has the events is noted by [#note()], so a crash can only make some go twice.
public final class Spool implements Closeable {

    private static final String NOTE = "acknowledged";

    private final Path directory;
    private final FileChannel lockFile;
    private final FileLock directoryLock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final SpoolLedger ledger;
    private long noted;
    private long read;
    private @Nullable RandomAccessFile written;
    private @Nullable SegmentReader reader;

    private Spool(Path directory, long maxBytes, FileChannel lockFile, FileLock directoryLock) throws IOException {
        this.directory = directory;
        this.lockFile = lockFile;
        this.directoryLock = directoryLock;
        this.noted = readNote();
        this.ledger = new SpoolLedger(maxBytes, recovered(), noted);
        for (var done : ledger.acknowledge(noted)) {
            Files.deleteIfExists(file(done.first()));
        }
        this.read = ledger.acknowledged();
    }

    /// @param maxBytes the most that it takes on disk
    /// @throws IOException when the directory cannot be used, or another process uses it
    public static Spool open(Path directory, long maxBytes) throws IOException {
        Files.createDirectories(directory);
        var lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new Spool(directory, maxBytes, lockFile, locked(directory, lockFile));
    }

    private static FileLock locked(Path directory, FileChannel lockFile) throws IOException {
        try {
            var locked = lockFile.tryLock();
            if (locked != null) {
                return locked;
            }
        } catch (OverlappingFileLockException e) {
            // This process uses it already; the same trouble as with another.
        }
        lockFile.close();
        throw new IOException("the spool " + directory + " is in use by another probe");
    }

    private List<Segment> recovered() throws IOException {
        var segments = new ArrayList<Segment>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(SegmentFile::isOne).sorted().toList()) {
                var segment = SegmentFile.recover(file);
                if (segment.events() == 0) {
                    Files.delete(file);
                } else {
                    segments.add(segment);
                }
            }
        }
        return segments;
    }

    /// @return how many events had to go for it
    public long append(byte[] event) throws IOException {
        lock.lock();
        try {
            var droppedBefore = ledger.dropped();
            var placement = ledger.place(SegmentFile.sizeOf(event));
            for (var gone : placement.gone()) {
                leave(gone);
                Files.deleteIfExists(file(gone.first()));
            }
            var file = written == null || placement.begins() ? begin(placement.segment()) : written;
            SegmentFile.append(file, event);
            ledger.appended(placement);
            more.signal();
            return ledger.dropped() - droppedBefore;
        } finally {
            lock.unlock();
        }
    }

    private RandomAccessFile begin(long first) throws IOException {
        if (written != null) {
            written.getFD().sync();
            written.close();
        }
        var file = new RandomAccessFile(file(first).toFile(), "rw");
        file.seek(file.length());
        written = file;
        return file;
    }

    private void leave(Segment gone) throws IOException {
        if (reader != null && reader.first() == gone.first()) {
            reader.close();
            reader = null;
        }
        read = Math.max(read, gone.end());
    }

    /// The next event in order, waiting for one if there is none.
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
            if (segment.end() <= read) {
                continue;
            }
            read = Math.max(read, segment.first());
            try {
                var event = reader(segment).next();
                return Optional.of(new Entry(read++, new String(event, UTF_8)));
            } catch (EOFException e) {
                ledger.lost(segment.end() - read);
                read = segment.end();
            }
        }
        return Optional.empty();
    }

    private SegmentReader reader(Segment segment) throws IOException {
        if (reader == null || reader.first() != segment.first() || reader.number() != read) {
            if (reader != null) {
                reader.close();
            }
            reader = SegmentReader.open(file(segment.first()), segment.first(), read);
        }
        return reader;
    }

    /// Kafka has all events below this number.
    public void acknowledge(long number) throws IOException {
        lock.lock();
        try {
            for (var done : ledger.acknowledge(number)) {
                leave(done);
                Files.deleteIfExists(file(done.first()));
            }
        } finally {
            lock.unlock();
        }
    }

    /// From here on, [#next] gives again what is not acknowledged.
    public void rewind() {
        lock.lock();
        try {
            read = ledger.acknowledged();
        } finally {
            lock.unlock();
        }
    }

    /// Writes down how far Kafka has the events, if that changed.
    public void note() throws IOException {
        var acknowledged = acknowledged();
        if (acknowledged != noted) {
            var next = directory.resolve(NOTE + ".next");
            Files.writeString(next, Long.toString(acknowledged));
            Files.move(next, directory.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
            noted = acknowledged;
        }
    }

    /// An unreadable note only makes events go twice.
    private long readNote() throws IOException {
        try {
            return Math.max(
                    0, Long.parseLong(Files.readString(directory.resolve(NOTE)).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    /// Gets what was appended onto the disk itself.
    public void force() throws IOException {
        lock.lock();
        try {
            if (written != null) {
                written.getFD().sync();
            }
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

    /// How many events Kafka does not have yet.
    public long waiting() {
        lock.lock();
        try {
            return ledger.waiting();
        } finally {
            lock.unlock();
        }
    }

    /// How many events went out of the full spool since it was opened.
    public long dropped() {
        lock.lock();
        try {
            return ledger.dropped();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        note();
        lock.lock();
        try {
            if (reader != null) {
                reader.close();
                reader = null;
            }
            if (written != null) {
                written.close();
                written = null;
            }
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
