package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.INCOMPLETE;
import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.RESET;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.FaultFound;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandlerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request and its answer over HTTP/2. Netty's codec makes and reads the frames; this class carries their bytes
/// between the codec and the socket, on the asking thread, so that phases are measured as over HTTP/1.1.
final class Http2Conversation implements AutoCloseable {

    private static final int LONGEST_HEAD = 65_536;
    private static final int PIECE = 16_384;
    private static final int FIRST_FINAL_STATUS = 200;

    private final Socket socket;
    private final Incoming incoming = new Incoming();
    private final Http2Connection connection = new DefaultHttp2Connection(false);
    private final EmbeddedChannel channel;

    Http2Conversation(Socket socket) {
        this.socket = socket;
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamClosed(Http2Stream stream) {
                incoming.close("the answer is not HTTP/2");
            }
        });
        channel = new EmbeddedChannel(new HttpToHttp2ConnectionHandlerBuilder()
                .connection(connection)
                .frameListener(incoming)
                .initialSettings(
                        Http2Settings.defaultSettings().pushEnabled(false).maxHeaderListSize(LONGEST_HEAD))
                .gracefulShutdownTimeoutMillis(0)
                .build());
    }

    /// @param headers without those that only HTTP/1.1 has
    /// @throws Http11Required when the server wants the request over HTTP/1.1
    HttpAnswer exchange(HttpRequest request, Map<String, String> headers, byte[] body, BodyUse use, Ask ask)
            throws IOException {
        ask.enter(Phase.FIRST_BYTE);
        send(request, headers, body);
        while (incoming.head == null) {
            receive(Fault.of(RESET, "the connection was closed before the answer began"));
        }
        ask.enter(Phase.TRANSFER);
        return use == BodyUse.NONE
                ? incoming.head
                : incoming.head.withBody(BodyReader.read(new DataFrameStream(), incoming.head, use));
    }

    private void send(HttpRequest request, Map<String, String> headers, byte[] body) throws IOException {
        var message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.method()),
                request.address().target(),
                Unpooled.wrappedBuffer(body));
        headers.forEach((name, value) -> message.headers().set(name, octets(value)));
        message.headers()
                .set(ExtensionHeaderNames.SCHEME.text(), request.address().scheme());
        channel.writeOutbound(message);
        flush();
    }

    /// The codec writes a byte for each character.
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /// @param whenClosed the fault if the connection ends now
    private void receive(Fault whenClosed) throws IOException {
        var piece = new byte[PIECE];
        var count = socket.getInputStream().read(piece);
        if (count < 0) {
            throw new FaultFound(whenClosed);
        }
        channel.writeInbound(Unpooled.wrappedBuffer(piece, 0, count));
        flush();
        if (connection.goAwaySent()) {
            incoming.close("the answer is not HTTP/2");
        }
        incoming.check();
    }

    private void flush() throws IOException {
        for (ByteBuf frames = channel.readOutbound(); frames != null; frames = channel.readOutbound()) {
            try {
                frames.readBytes(socket.getOutputStream(), frames.readableBytes());
            } finally {
                frames.release();
            }
        }
        socket.getOutputStream().flush();
    }

    @Override
    public void close() {
        var _ = channel.finishAndReleaseAll();
    }

    /// The server does not want this request over HTTP/2 (RFC 9113, 7).
    static final class Http11Required extends IOException {}

    /// The answer as far as the server has sent it.
    private static final class Incoming extends Http2FrameAdapter {

        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private @Nullable HttpAnswer head;
        private @Nullable IOException failure;
        private boolean hasEnded;

        void check() throws IOException {
            if (failure != null && !hasEnded) {
                throw failure;
            }
        }

        /// The first failure is kept.
        void close(String why) {
            fail(new FaultFound(Fault.of(NOT_HTTP, why)));
        }

        private void fail(IOException reason) {
            if (failure == null) {
                failure = reason;
            }
        }

        private void fail(long error) {
            if (error == Http2Error.HTTP_1_1_REQUIRED.code()) {
                fail(new Http11Required());
            } else {
                fail(new FaultFound(
                        Fault.of(RESET, "the server aborted the answer: %s".formatted(Http2Error.valueOf(error)))));
            }
        }

        byte[] takeData() {
            var taken = data.toByteArray();
            data.reset();
            return taken;
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean isLast) {
            take(headers, isLast);
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int stream,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean exclusive,
                int padding,
                boolean isLast) {
            take(headers, isLast);
        }

        /// Interim answers are passed over, and so are trailers.
        private void take(Http2Headers headers, boolean isLast) {
            var status = headers.status();
            if (head == null && (status == null || !status.toString().matches("[1-9]\\d\\d"))) {
                close("the answer has no status");
            } else if (head == null && Integer.parseInt(status.toString()) >= FIRST_FINAL_STATUS) {
                head = new HttpAnswer(Integer.parseInt(status.toString()), named(headers), "");
            }
            hasEnded |= isLast;
        }

        private static Map<String, List<String>> named(Http2Headers headers) {
            var named = new HashMap<String, List<String>>();
            headers.forEach(header -> {
                if (header.getKey().length() > 0 && header.getKey().charAt(0) != ':') {
                    named.computeIfAbsent(header.getKey().toString().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                            .add(HttpAnswer.text(header.getValue().toString()));
                }
            });
            return named;
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf content, int padding, boolean isLast)
                throws Http2Exception {
            try {
                content.getBytes(content.readerIndex(), data, content.readableBytes());
            } catch (IOException e) {
                throw new IllegalStateException("writing to memory cannot fail", e);
            }
            hasEnded |= isLast;
            return content.readableBytes() + padding;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
            fail(error);
        }

        @Override
        public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long error, ByteBuf debug) {
            if (error != Http2Error.NO_ERROR.code()) {
                fail(error);
            }
        }
    }

    /// The data frames as a stream, which receives more when it has none left.
    private final class DataFrameStream extends InputStream {

        private byte[] piece = new byte[0];
        private int at;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (at == piece.length) {
                piece = incoming.takeData();
                at = 0;
                if (piece.length == 0) {
                    if (incoming.hasEnded) {
                        return -1;
                    }
                    receive(Fault.of(INCOMPLETE, "the connection was closed before the answer was complete"));
                }
            }
            var count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }
    }
}
