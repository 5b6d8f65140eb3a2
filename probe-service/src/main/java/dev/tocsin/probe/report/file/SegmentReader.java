package dev.tocsin.probe.report.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a segment's events in order, also while more are appended.
final class SegmentReader implements Closeable {

    private final DataInputStream frames;
    private final long first;
    private long number;

    private SegmentReader(DataInputStream frames, long first) {
        this.frames = frames;
        this.first = first;
        this.number = first;
    }

    /// @param from the number of the event with which to begin
    static SegmentReader open(Path file, long first, long from) throws IOException {
        var reader = new SegmentReader(new DataInputStream(new BufferedInputStream(Files.newInputStream(file))), first);
        while (reader.number < from) {
            reader.next();
        }
        return reader;
    }

    long first() {
        return first;
    }

    /// Of the event that comes next.
    long number() {
        return number;
    }

    byte[] next() throws IOException {
        var event = SegmentFile.read(frames);
        number++;
        return event;
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
