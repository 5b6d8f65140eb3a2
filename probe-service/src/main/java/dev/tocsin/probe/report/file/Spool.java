package dev.tocsin.probe.report.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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

    private final Path directory;
    private final FileChannel lockFile;
    private final FileLock directoryLock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final SpoolQueue queue;
    private long noted;

    private Spool(Path directory, long maxBytes, long maxMemory, FileChannel lockFile, FileLock directoryLock)
            throws IOException {
        this.directory = directory;
        this.lockFile = lockFile;
        this.directoryLock = directoryLock;
        this.noted = readNote();
        this.queue = new SpoolQueue(directory, maxBytes, maxMemory, noted);
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

    /// @return the number of events that were dropped for it
    public long append(byte[] event) {
        lock.lock();
        try {
            var dropped = queue.append(event);
            more.signal();
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /// The next event in order, waiting for one if there is none.
    ///
    /// @throws IOException when the disk does not give it; after the third time, the rest of its segment is
    ///     left out
    public Optional<SpooledEvent> next(Duration wait) throws IOException, InterruptedException {
        lock.lock();
        try {
            var entry = queue.next();
            for (var left = wait.toNanos(); entry.isEmpty() && left > 0; entry = queue.next()) {
                left = more.awaitNanos(left);
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /// Kafka has all events below this number.
    public void acknowledge(long number) {
        lock.lock();
        try {
            queue.acknowledge(number);
        } finally {
            lock.unlock();
        }
    }

    /// From here on, [#next] returns again the events that are not acknowledged.
    public void rewind() {
        lock.lock();
        try {
            queue.rewind();
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
            queue.force();
        } catch (IOException e) {
            hasTrouble(e);
        } finally {
            lock.unlock();
        }
    }

    private void hasTrouble(IOException e) {
        lock.lock();
        try {
            queue.hasTrouble(e);
        } finally {
            lock.unlock();
        }
    }

    private long acknowledged() {
        lock.lock();
        try {
            return queue.acknowledged();
        } finally {
            lock.unlock();
        }
    }

    /// The number of events that Kafka does not have yet.
    public long waiting() {
        lock.lock();
        try {
            return queue.waiting();
        } finally {
            lock.unlock();
        }
    }

    /// The number of waiting events that are in memory only, and so are lost when the process ends.
    public long inMemory() {
        lock.lock();
        try {
            return queue.inMemory();
        } finally {
            lock.unlock();
        }
    }

    /// The number of events that were lost since the spool was opened: dropped when it was full, or damaged.
    public long dropped() {
        lock.lock();
        try {
            return queue.dropped();
        } finally {
            lock.unlock();
        }
    }

    /// The number of events that the disk did not give back since the spool was opened.
    public long damaged() {
        lock.lock();
        try {
            return queue.damaged();
        } finally {
            lock.unlock();
        }
    }

    /// The disk's error when it last took nothing; empty while it takes events.
    public Optional<String> trouble() {
        lock.lock();
        try {
            return queue.trouble();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        note();
        lock.lock();
        try {
            queue.close();
            directoryLock.release();
            lockFile.close();
        } finally {
            lock.unlock();
        }
    }

    /// @param number counts up by one from event to event, across restarts
    public record SpooledEvent(long number, String event) {}
}
