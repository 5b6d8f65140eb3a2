package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.FaultFound;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ContentType;

/// Reads a body's first MiB as decoded text.
final class BodyReader {

    private static final int MOST = 1 << 20;

    /// The most that is read of a compressed body.
    private static final int MOST_ENCODED = 4 * MOST;

    private static final int PIECE = 8192;

    private BodyReader() {}

    static String read(InputStream body, HttpAnswer head, BodyUse use) throws IOException {
        var raw = new Limited(body);
        if (use == BodyUse.DRAINED) {
            var _ = firstBytes(raw);
            return "";
        }
        var codings = Stream.concat(head.tokens("content-encoding").stream(), head.tokens("transfer-encoding").stream())
                .filter(coding -> !coding.equals("chunked") && !coding.equals("identity") && !coding.equals("none"))
                .toList();
        try {
            return new String(firstBytes(ContentCoding.decode(raw, codings)), charset(head));
        } catch (FaultFound | SocketException | SSLException e) {
            throw e;
        } catch (IOException e) {
            throw new FaultFound(
                    Fault.of(WRONG_BODY, "the body is not valid %s".formatted(String.join(", ", codings))));
        }
    }

    private static byte[] firstBytes(InputStream body) throws IOException {
        var kept = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        while (kept.size() < MOST) {
            var count = body.read(piece, 0, Math.min(piece.length, MOST - kept.size()));
            if (count < 0) {
                break;
            }
            kept.write(piece, 0, count);
        }
        return kept.toByteArray();
    }

    private static Charset charset(HttpAnswer head) {
        try {
            return Optional.ofNullable(
                            ContentType.parseLenient(head.header("content-type").orElse("")))
                    .map(type -> type.getCharset(StandardCharsets.UTF_8))
                    .orElse(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static final class Limited extends FilterInputStream {

        private int left = MOST_ENCODED;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var count = left <= 0 ? -1 : super.read(into, offset, Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
