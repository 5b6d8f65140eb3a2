package dev.tocsin.probe.report.file;

import dev.tocsin.probe.report.SpoolLedger.Segment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
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

    /// Writes one frame at this place; when that fails, as little as possible of it stays.
    static void write(RandomAccessFile file, long at, byte[] event) throws IOException {
        var frame = ByteBuffer.allocate(HEADER + event.length)
                .putInt(event.length)
                .putInt(checksum(event))
                .put(event);
        try {
            file.seek(at);
            file.write(frame.array());
        } catch (IOException e) {
            file.setLength(at);
            throw e;
        }
    }

    /// Finds the whole frames and cuts off the rest behind the last of them.
    static Recovered recover(Path file) throws IOException {
        var name = file.getFileName().toString();
        var first = Long.parseLong(name, 0, name.indexOf('.'), 10);
        try (var reader = SegmentReader.open(file, first, first)) {
            while (reader.advance()) {
                // Only the count is needed.
            }
            var hasLostTail = reader.endsInDamage();
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(reader.offset());
            }
            return new Recovered(
                    new Segment(first, reader.number() - first, reader.offset()),
                    reader.firstUncertainNumber(),
                    hasLostTail);
        }
    }

    static boolean isLength(int length) {
        return length > 0 && length <= LONGEST;
    }

    static int checksum(byte[] event) {
        var crc = new CRC32C();
        crc.update(event);
        return (int) crc.getValue();
    }

    /// @param uncertainFrom the number from which on events may have had higher numbers when they were written: a
    ///     damaged stretch, in which frames cannot be distinguished, counts as one event
    /// @param hasLostTail whether the part that was cut off is more than a half-written event
    record Recovered(Segment segment, OptionalLong uncertainFrom, boolean hasLostTail) {}
}
