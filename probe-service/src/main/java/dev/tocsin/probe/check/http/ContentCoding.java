package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.WRONG_BODY;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.FaultFound;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/// Undoes a server's compression of a body (RFC 9110, 8.4.1).
final class ContentCoding {

    /// Nobody needs more codings in a row, and each costs memory.
    private static final int MOST = 4;

    private static final int ZLIB_METHOD = 8;

    private ContentCoding() {}

    /// @param codings in the order in which they were applied
    /// @throws FaultFound when one is unknown
    static InputStream decode(InputStream body, List<String> codings) throws IOException {
        if (codings.size() > MOST) {
            throw new FaultFound(Fault.of(WRONG_BODY, "the body is encoded %d times".formatted(codings.size())));
        }
        var decoded = body;
        for (var coding : codings.reversed()) {
            decoded = decode(decoded, coding);
        }
        return decoded;
    }

    private static InputStream decode(InputStream body, String coding) throws IOException {
        var encoded = new BufferedInputStream(body);
        encoded.mark(2);
        var first = encoded.read();
        if (first < 0) {
            return InputStream.nullInputStream();
        }
        var second = encoded.read();
        encoded.reset();
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(encoded);
            case "deflate" -> new InflaterInputStream(encoded, new Inflater(!isZlib(first, second)));
            case "br" -> new BrotliInputStream(encoded);
            default ->
                throw new FaultFound(Fault.of(WRONG_BODY, "the body has an unknown encoding: %s".formatted(coding)));
        };
    }

    /// `deflate` means the zlib format, but some servers leave its head out (RFC 9110, 8.4.1.2; RFC 1950, 2.2).
    private static boolean isZlib(int first, int second) {
        return (first & 0x0F) == ZLIB_METHOD && (first * 256 + second) % 31 == 0;
    }
}
