package dev.tocsin.probe.report.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a segment's frames in order, even while more are appended.
///
/// Behind a damaged frame it looks for the next place at which a length and a checksum match the bytes that follow.
/// The damaged stretch takes the place of one event, so every reader of the file gives its events the same numbers.
final class SegmentReader implements Closeable {

    private static final int WINDOW = 1 << 16;
    private static final long NONE = -1;

    private final FileChannel channel;
    private final long first;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;
    private long offset;
    private long number;
    private byte @Nullable [] event;
    private OptionalLong uncertainFrom = OptionalLong.empty();

    private SegmentReader(FileChannel channel, long first) {
        this.channel = channel;
        this.first = first;
        this.number = first;
    }

    /// @param from the number of the event with which to begin
    static SegmentReader open(Path file, long first, long from) throws IOException {
        var reader = new SegmentReader(FileChannel.open(file, StandardOpenOption.READ), first);
        while (reader.number < from && reader.advance()) {
            // Earlier events are not wanted.
        }
        return reader;
    }

    long first() {
        return first;
    }

    /// The number of the next event.
    long number() {
        return number;
    }

    /// The offset at which the next frame begins.
    long offset() {
        return offset;
    }

    /// From this number on, events may have had higher numbers when they were written.
    OptionalLong firstUncertainNumber() {
        return uncertainFrom;
    }

    /// The event that was [reached][#advance()]; empty where it is damaged.
    Optional<byte[]> event() {
        return Optional.ofNullable(event);
    }

    /// Goes to the next event.
    ///
    /// @return false when no whole frame follows
    boolean advance() throws IOException {
        event = frame(offset);
        if (event == null) {
            // The window may hold a frame that was only half written when it was read.
            window = ByteBuffer.allocate(0);
            event = frame(offset);
        }
        var next = event == null ? behindDamage() : offset + SegmentFile.sizeOf(event);
        if (next == NONE) {
            return false;
        }
        offset = next;
        number++;
        return true;
    }

    private byte @Nullable [] frame(long at) throws IOException {
        if (!holds(at, SegmentFile.HEADER)) {
            return null;
        }
        var length = window.getInt((int) (at - windowAt));
        var checksum = window.getInt((int) (at - windowAt) + Integer.BYTES);
        if (!SegmentFile.isLength(length) || !holds(at, SegmentFile.HEADER + length)) {
            return null;
        }
        var found = new byte[length];
        window.get((int) (at - windowAt) + SegmentFile.HEADER, found);
        return SegmentFile.checksum(found) == checksum ? found : null;
    }

    private long behindDamage() throws IOException {
        var stated = statedEnd();
        var next = nextFrame(offset + 1);
        if (next == NONE) {
            return stated == channel.size() ? stated : NONE;
        }
        if (next != stated && uncertainFrom.isEmpty()) {
            uncertainFrom = OptionalLong.of(number + 1);
        }
        return next;
    }

    /// Whether the file goes on with bytes that are not even the beginning of a frame.
    boolean endsInDamage() throws IOException {
        return holds(offset, SegmentFile.HEADER) && statedEnd() == NONE;
    }

    /// The end of the damaged frame if its length is right.
    private long statedEnd() throws IOException {
        if (!holds(offset, SegmentFile.HEADER)) {
            return NONE;
        }
        var length = window.getInt((int) (offset - windowAt));
        return SegmentFile.isLength(length) ? offset + SegmentFile.HEADER + length : NONE;
    }

    private long nextFrame(long from) throws IOException {
        for (var at = from; holds(at, SegmentFile.HEADER); at++) {
            if (SegmentFile.isLength(window.getInt((int) (at - windowAt))) && frame(at) != null) {
                return at;
            }
        }
        return NONE;
    }

    /// Whether the file has that many bytes at this offset; if so, they are in the window.
    private boolean holds(long at, int count) throws IOException {
        if (at >= windowAt && at + count <= windowAt + window.limit()) {
            return true;
        }
        if (at + count > channel.size()) {
            return false;
        }
        var next = ByteBuffer.allocate(Math.max(WINDOW, count));
        while (next.hasRemaining() && channel.read(next, at + next.position()) >= 0) {
            // A read may bring less than was asked for.
        }
        window = next.flip();
        windowAt = at;
        return window.limit() >= count;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
