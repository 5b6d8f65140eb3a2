package dev.tocsin.benchmarks.web.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {

    private static final String SAID = "event:patch\ndata:<td>up</td>\n\n".repeat(3);

    /// However the bytes come.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void whatIsSaidIsReadWithoutFrames(int step) throws IOException {
        var bytes = answer();
        var said = new StringBuilder();

        try (var text = new EventText()) {
            IntStream.iterate(0, at -> at < bytes.length, at -> at + step)
                    .mapToObj(at -> Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)))
                    .forEach(some -> said.append(text.more(some)));
        }

        assertThat(said).hasToString(SAID);
    }

    private static byte[] answer() throws IOException {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
        var compressed = compressed();
        for (var at = 0; at < compressed.length; at += 11) {
            var chunk = Arrays.copyOfRange(compressed, at, Math.min(compressed.length, at + 11));
            answer.writeBytes("%x\r\n".formatted(chunk.length).getBytes(ISO_8859_1));
            answer.writeBytes(chunk);
            answer.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        return answer.toByteArray();
    }

    private static byte[] compressed() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(SAID.getBytes(ISO_8859_1));
        }
        return compressed.toByteArray();
    }
}
