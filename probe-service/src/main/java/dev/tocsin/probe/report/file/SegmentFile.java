package dev.tocsin.probe.report.file;

import dev.tocsin.probe.report.SpoolLedger.Segment;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// A segment on disk: frames of length, CRC-32C and event, one after the other; named by its first event's number.
final class SegmentFile {

    static final int HEADER = 8;

    private static final int LONGEST = 1 << 20;
    private static final Pattern NAME = Pattern.compile("(\\d{20})\\.events");

    private SegmentFile() {}

    static Path named(Path directory, long first) {
        return directory.resolve("%020d.events".formatted(first));
    }

    static boolean isOne(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    static long sizeOf(byte[] event) {
        return (long) HEADER + event.length;
    }

    /// Writes one frame at the file's end; when that fails, nothing of it stays.
    static void append(RandomAccessFile file, byte[] event) throws IOException {
        var at = file.getFilePointer();
        var frame = ByteBuffer.allocate(HEADER + event.length)
                .putInt(event.length)
                .putInt(checksum(event))
                .put(event);
        try {
            file.write(frame.array());
        } catch (IOException e) {
            file.setLength(at);
            file.seek(at);
            throw e;
        }
    }

    /// Finds the whole frames and cuts off what follows them.
    static Segment recover(Path file) throws IOException {
        var events = 0L;
        var bytes = 0L;
        try (var frames = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                bytes += sizeOf(read(frames));
                events++;
            }
        } catch (EOFException e) {
            // Here the whole frames end.
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
        var name = file.getFileName().toString();
        return new Segment(Long.parseLong(name, 0, name.indexOf('.'), 10), events, bytes);
    }

    /// @throws EOFException when no whole frame follows
    static byte[] read(DataInputStream frames) throws IOException {
        var length = frames.readInt();
        var checksum = frames.readInt();
        if (length <= 0 || length > LONGEST) {
            throw new EOFException();
        }
        var event = frames.readNBytes(length);
        if (event.length < length || checksum(event) != checksum) {
            throw new EOFException();
        }
        return event;
    }

    private static int checksum(byte[] event) {
        var crc = new CRC32C();
        crc.update(event);
        return (int) crc.getValue();
    }
}
