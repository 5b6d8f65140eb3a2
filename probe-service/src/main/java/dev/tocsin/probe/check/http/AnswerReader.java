package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.INCOMPLETE;
import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.RESET;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.FaultFound;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/// Reads an HTTP/1.1 answer with HttpCore's codec, as lenient as curl is where leniency does no harm. At most 64 kB of
/// a head are read.
final class AnswerReader {

    private static final int LONGEST_HEAD = 65_536;
    private static final int PIECE = 8192;
    private static final int FIRST_FINAL_STATUS = 200;
    private static final int SWITCHED = 101;
    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(PIECE)
            .setMaxLineLength(-1)
            .setMaxHeaderCount(-1)
            .setMaxEmptyLineCount(10)
            .build();

    private final Source source;
    private final SessionInputBufferImpl buffer = new SessionInputBufferImpl(PIECE);

    AnswerReader(InputStream in) {
        source = new Source(in);
    }

    /// Blocks until the answer begins.
    void awaitFirstByte() throws IOException {
        if (buffer.fillBuffer(source) < 0) {
            throw closedTooSoon();
        }
    }

    /// Reads the head, and the body where `use` asks for it.
    ///
    /// @param request the method of the request
    HttpAnswer read(String request, BodyUse use) throws IOException {
        var head = head();
        source.headIsRead();
        var answer = new HttpAnswer(head.getCode(), headers(head.getHeaders()), "");
        return use == BodyUse.NONE || !hasBody(request, head.getCode())
                ? answer
                : answer.withBody(BodyReader.read(body(answer), answer, use));
    }

    /// Interim answers such as 103 are passed over.
    private ClassicHttpResponse head() throws IOException {
        try {
            while (true) {
                var head = new DefaultHttpResponseParser(LIMITS, new LenientLines(), null).parse(buffer, source);
                // The parser takes the connection's end for the end of the head.
                if (head == null || source.hasEnded()) {
                    throw closedTooSoon();
                }
                if (head.getCode() >= FIRST_FINAL_STATUS || head.getCode() == SWITCHED) {
                    return head;
                }
            }
        } catch (ConnectionClosedException e) {
            throw closedTooSoon();
        } catch (HttpException | IllegalArgumentException e) {
            throw notHttp("the answer is not HTTP/1.1");
        }
    }

    private static FaultFound closedTooSoon() {
        return new FaultFound(Fault.of(RESET, "the connection was closed before the answer's headers were complete"));
    }

    private static FaultFound notHttp(String detail) {
        return new FaultFound(Fault.of(NOT_HTTP, detail));
    }

    /// RFC 9112, 6.3.
    private static boolean hasBody(String request, int status) {
        return !request.equals("HEAD") && status >= FIRST_FINAL_STATUS && status != 204 && status != 304;
    }

    private static Map<String, List<String>> headers(Header[] lines) {
        var headers = new HashMap<String, List<String>>();
        for (var line : lines) {
            if (!line.getName().isEmpty()) {
                headers.computeIfAbsent(line.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                        .add(HttpAnswer.text(Objects.requireNonNullElse(line.getValue(), "")));
            }
        }
        return headers;
    }

    private InputStream body(HttpAnswer head) throws FaultFound {
        return new RawBody(
                head.tokens("transfer-encoding").contains("chunked")
                        ? new ChunkedInputStream(buffer, source, LIMITS)
                        : sized(head));
    }

    /// A repeated length with one value is that value; several values could hide an answer in another (RFC 9112, 6.3).
    private InputStream sized(HttpAnswer head) throws FaultFound {
        var lengths = head.tokens("content-length").stream().distinct().toList();
        if (lengths.isEmpty()) {
            return new IdentityInputStream(buffer, source);
        }
        if (lengths.size() > 1) {
            throw notHttp("the answer has several values of Content-Length");
        }
        try {
            return new ContentLengthInputStream(buffer, source, Long.parseUnsignedLong(lengths.getFirst()));
        } catch (IllegalArgumentException e) {
            throw notHttp("the answer's Content-Length is not a valid number");
        }
    }

    /// The connection, of which a head may take only a limited part.
    private static final class Source extends InputStream {

        private final InputStream in;
        private int leftForHead = LONGEST_HEAD + PIECE;
        private boolean isHead = true;
        private boolean hasEnded;

        Source(InputStream in) {
            this.in = in;
        }

        void headIsRead() {
            isHead = false;
        }

        boolean hasEnded() {
            return hasEnded;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (isHead && leftForHead <= 0) {
                throw notHttp("the answer's headers are longer than 64 kB");
            }
            var count = in.read(into, offset, isHead ? Math.min(length, leftForHead) : length);
            hasEnded = count < 0;
            leftForHead -= Math.max(count, 0);
            return count;
        }
    }

    /// A body as it comes over the wire.
    private final class RawBody extends InputStream {

        private final InputStream in;

        RawBody(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (ConnectionClosedException | MalformedChunkCodingException e) {
                throw source.hasEnded()
                        ? new FaultFound(
                                Fault.of(INCOMPLETE, "the connection was closed before the answer was complete"))
                        : notHttp("the answer's chunked encoding is not valid");
            }
        }
    }

    /// A line without a colon is passed over.
    private static final class LenientLines extends BasicLineParser {

        private static final Header NOTHING = new BasicHeader("", "");

        @Override
        public Header parseHeader(CharArrayBuffer line) {
            var colon = line.indexOf(':');
            return colon <= 0
                    ? NOTHING
                    : new BasicHeader(line.substringTrimmed(0, colon), line.substringTrimmed(colon + 1, line.length()));
        }
    }
}
