package dev.tocsin.probe.report.file;

import dev.tocsin.probe.report.SpoolLedger.Placement;
import dev.tocsin.probe.report.SpoolLedger.Segment;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files of a spool's segments; at most one is open for writing, and at most one for reading. Not thread-safe.
final class SegmentFiles implements Closeable {

    private final Path directory;
    private @Nullable RandomAccessFile written;
    private @Nullable SegmentReader reader;

    SegmentFiles(Path directory) {
        this.directory = directory;
    }

    /// Writes an event at its place. A segment that should begin with the event has no file when that fails.
    void write(Placement placement, byte[] event) throws IOException {
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

    /// Forces the written events onto the disk itself.
    void force() throws IOException {
        if (written != null) {
            written.getFD().sync();
        }
    }

    /// A reader of this segment that reaches the event with this number next.
    SegmentReader reader(Segment segment, long number) throws IOException {
        if (reader == null || reader.first() != segment.first() || reader.number() != number) {
            leaveReader();
            reader = SegmentReader.open(file(segment.first()), segment.first(), number);
        }
        return Objects.requireNonNull(reader);
    }

    void leaveReader() throws IOException {
        var left = reader;
        reader = null;
        if (left != null) {
            left.close();
        }
    }

    void remove(Segment gone) throws IOException {
        if (reader != null && reader.first() == gone.first()) {
            leaveReader();
        }
        Files.deleteIfExists(file(gone.first()));
    }

    @Override
    public void close() throws IOException {
        leaveReader();
        leaveWritten();
    }

    private Path file(long first) {
        return SegmentFile.named(directory, first);
    }
}
