package dev.tocsin.probe.check.http;

import static dev.tocsin.contract.health.ErrorKind.NOT_HTTP;
import static dev.tocsin.contract.health.ErrorKind.RESET;

import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.Phase;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.Connector;
import dev.tocsin.probe.check.network.FaultFound;
import dev.tocsin.probe.check.network.TlsConnector;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.Timeout;

/// One request and its answer, over a connection of their own, with HttpCore's codec.
@Singleton
final class HttpExchange {

    /// Of a body, no more than this is read.
    static final int MOST = 1 << 20;

    private static final int FIRST_FINAL_STATUS = 200;
    private static final int PIECE = 8192;
    private static final Http1Config LIMITS = Http1Config.custom()
            .setBufferSize(PIECE)
            .setMaxLineLength(2 * PIECE)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(1)
            .build();

    private final Connector connector;
    private final TlsConnector tls;

    HttpExchange(Connector connector, TlsConnector tls) {
        this.connector = connector;
        this.tls = tls;
    }

    /// @param keepBody whether anybody looks at the body; it is read in any case, to see that it comes
    HttpAnswer exchange(HttpRequest request, boolean verify, boolean keepBody, Ask ask) throws Exception {
        var connection = new DefaultBHttpClientConnection(LIMITS);
        connect(connection, request, verify, ask);
        try {
            ask.enter(Phase.FIRST_BYTE);
            send(connection, request);
            connection.isDataAvailable(Timeout.DISABLED);
            ask.enter(Phase.TRANSFER);
            var response = receive(connection, request.method());
            return new HttpAnswer(response.getCode(), headers(response), body(response, keepBody));
        } catch (HttpException | MalformedChunkCodingException | MessageConstraintException e) {
            throw new FaultFound(Fault.of(NOT_HTTP, "the answer is not HTTP/1.1"));
        } catch (NoHttpResponseException | ConnectionClosedException e) {
            throw new FaultFound(Fault.of(RESET, "closed before the answer was whole"));
        }
    }

    private void connect(DefaultBHttpClientConnection connection, HttpRequest request, boolean verify, Ask ask)
            throws Exception {
        var socket = connector.connect(request.host(), request.port(), ask);
        if (!request.secure()) {
            connection.bind(socket);
            return;
        }
        var secured = tls.secure(socket, request.host(), null, ask);
        if (verify && secured.distrust().isPresent()) {
            throw new FaultFound(secured.distrust().get());
        }
        connection.bind(secured.socket(), socket);
    }

    private static void send(DefaultBHttpClientConnection connection, HttpRequest request)
            throws HttpException, IOException {
        var message = new BasicClassicHttpRequest(request.method(), request.target());
        message.setHeader("Host", request.hostAndPort());
        message.setHeader("User-Agent", "Tocsin-Probe");
        message.setHeader("Accept", "*/*");
        message.setHeader("Connection", "close");
        request.headers().forEach(message::setHeader);
        if (request.body() != null) {
            var body = new StringEntity(request.body(), StandardCharsets.UTF_8);
            message.setEntity(body);
            message.setHeader("Content-Length", body.getContentLength());
            if (!message.containsHeader("Content-Type")) {
                message.setHeader("Content-Type", body.getContentType());
            }
        }
        connection.sendRequestHeader(message);
        if (request.body() != null) {
            connection.sendRequestEntity(message);
        }
        connection.flush();
    }

    /// Interim answers such as 103 are passed over.
    private static ClassicHttpResponse receive(DefaultBHttpClientConnection connection, String method)
            throws HttpException, IOException {
        var response = connection.receiveResponseHeader();
        while (response.getCode() < FIRST_FINAL_STATUS && response.getCode() != 101) {
            response = connection.receiveResponseHeader();
        }
        if (MessageSupport.canResponseHaveBody(method, response)) {
            connection.receiveResponseEntity(response);
        }
        return response;
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        var headers = new HashMap<String, List<String>>();
        for (var header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(Objects.requireNonNullElse(header.getValue(), ""));
        }
        return headers;
    }

    private static String body(ClassicHttpResponse response, boolean keep) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        var kept = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        var content = entity.getContent();
        for (var seen = 0; seen < MOST; ) {
            var count = content.read(piece, 0, Math.min(piece.length, MOST - seen));
            if (count < 0) {
                break;
            }
            seen += count;
            if (keep) {
                kept.write(piece, 0, count);
            }
        }
        return kept.toString(charset(entity));
    }

    private static Charset charset(HttpEntity entity) {
        return Optional.ofNullable(ContentType.parseLenient(entity.getContentType()))
                .map(type -> type.getCharset(StandardCharsets.UTF_8))
                .orElse(StandardCharsets.UTF_8);
    }
}
