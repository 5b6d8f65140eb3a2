package dev.tocsin.incident.dashboard.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incident.dashboard.stream.Teller.Said;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// One server-sent event, written and compressed once for all who get it.
///
/// Each is compressed by itself, without looking back at others, and ends at a whole byte. So one after the other they
/// are
/// a stream that any reader of gzip follows, whatever it was told before, and nothing is kept for each reader.
final class Message {

    /// How a stream of gzip begins: deflated, no name, no time. It never ends, so that no checksum follows.
    static final byte[] BEGINNING = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final String ALIVE = "still here";
    private static final int BLOCK = 8 * 1024;

    private final long number;
    private final @Nullable Said said;
    private byte @Nullable [] plain;
    private byte @Nullable [] compressed;

    /// @param said null for a sign of life
    Message(long number, @Nullable Said said) {
        this.number = number;
        this.said = said;
    }

    OutboundSseEvent as(Sse sse) {
        return said == null
                ? sse.newEventBuilder().comment(ALIVE).build()
                : sse.newEventBuilder()
                        .id(Long.toString(number))
                        .name(said.event())
                        .data(said.data())
                        .build();
    }

    synchronized byte[] plain() {
        var bytes = plain;
        if (bytes == null) {
            bytes = text().getBytes(UTF_8);
            plain = bytes;
        }
        return bytes;
    }

    synchronized byte[] compressed() {
        var bytes = compressed;
        if (bytes == null) {
            bytes = deflated(plain());
            compressed = bytes;
        }
        return bytes;
    }

    private String text() {
        if (said == null) {
            return ":" + ALIVE + "\n\n";
        }
        var text = new StringBuilder(said.data().length() + 64);
        text.append("event:")
                .append(said.event())
                .append("\nid:")
                .append(number)
                .append('\n');
        said.data().lines().forEach(line -> text.append("data:").append(line).append('\n'));
        return text.append('\n').toString();
    }

    private static byte[] deflated(byte[] bytes) {
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(bytes);
            var deflated = new ByteArrayOutputStream(bytes.length / 4 + 64);
            var block = new byte[BLOCK];
            int length;
            do {
                length = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
                deflated.write(block, 0, length);
            } while (length == block.length);
            return deflated.toByteArray();
        }
    }
}
