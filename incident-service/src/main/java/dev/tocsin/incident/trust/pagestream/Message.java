package dev.tocsin.incident.trust.pagestream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.incident.trust.pagestream.PageFeed.Said;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// One server-sent event, written and compressed once for all its readers.
///
/// Each message is compressed by itself, without looking back at others, and ends at a whole byte. So any sequence of
/// messages is a stream that any reader of gzip follows, whatever came before, and nothing is kept for each reader.
final class Message {

    /// The beginning of a gzip stream: deflated, no name, no time. The stream never ends, so no checksum follows.
    static final Buffer BEGINNING =
            Buffer.buffer(new byte[] {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff});

    /// A sign of life, for readers that would take silence for a lost connection. It is no comment, since browsers do
    /// not show comments to scripts.
    static final Message ALIVE = new Message(null, new Said("alive", "still here"));

    private static final int BLOCK = 8 * 1024;

    private final @Nullable String id;
    private final Said said;
    private @Nullable Buffer plain;
    private @Nullable Buffer compressed;

    /// @param id a single line; null when more messages follow before the reader knows all
    Message(@Nullable String id, Said said) {
        this.id = id;
        this.said = said;
    }

    OutboundSseEvent as(Sse sse) {
        var event = sse.newEventBuilder().name(said.event()).data(said.data());
        return (id == null ? event : event.id(id)).build();
    }

    synchronized Buffer plain() {
        var bytes = plain;
        if (bytes == null) {
            bytes = Buffer.buffer(text());
            plain = bytes;
        }
        return bytes;
    }

    synchronized Buffer compressed() {
        var bytes = compressed;
        if (bytes == null) {
            bytes = Buffer.buffer(deflated(text().getBytes(UTF_8)));
            compressed = bytes;
        }
        return bytes;
    }

    private String text() {
        var text = new StringBuilder(said.data().length() + 64);
        text.append("event:").append(said.event()).append('\n');
        if (id != null) {
            text.append("id:").append(id).append('\n');
        }
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
