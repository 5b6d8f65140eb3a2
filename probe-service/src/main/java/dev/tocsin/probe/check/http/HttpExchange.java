package dev.tocsin.probe.check.http;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Phase;
import dev.tocsin.probe.check.http.Http2Conversation.Http11Required;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.Connector;
import dev.tocsin.probe.check.network.FaultFound;
import dev.tocsin.probe.check.network.Proxy;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.TlsSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;

/// One request and its answer, over a connection of their own.
@Singleton
final class HttpExchange {

    /// Methods whose requests state a length even without a body, because some servers refuse them otherwise (RFC
    /// 9110, 8.6).
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private static final String HTTP_2 = "h2";
    private static final List<String> BOTH_VERSIONS = List.of(HTTP_2, "http/1.1");
    private static final List<String> HTTP_1_ONLY = List.of("http/1.1");
    private static final Set<String> CONNECTION_HEADERS = Set.of("connection", "upgrade", "http2-settings");

    private final Connector connector;
    private final TlsConnector tls;

    HttpExchange(Connector connector, TlsConnector tls) {
        this.connector = connector;
        this.tls = tls;
    }

    HttpAnswer exchange(HttpRequest request, Question.Http question, Ask ask) throws Exception {
        try {
            return exchange(request, question, mayUseHttp2(request) ? BOTH_VERSIONS : HTTP_1_ONLY, ask);
        } catch (Http11Required e) {
            return exchange(request, question, HTTP_1_ONLY, ask);
        }
    }

    private HttpAnswer exchange(HttpRequest request, Question.Http question, List<String> protocols, Ask ask)
            throws Exception {
        var proxy = request.address().isSecure() ? Optional.<Proxy>empty() : connector.proxy(question.route());
        var socket = connect(request, question, protocols, proxy, ask);
        var use = Expectation.useOfBody(question);
        var body = request.body() == null ? new byte[0] : request.body().getBytes(StandardCharsets.UTF_8);
        var headers = headers(request, body.length);
        if (socket instanceof SSLSocket secured && HTTP_2.equals(secured.getApplicationProtocol())) {
            headers.remove("Connection");
            try (var conversation = new Http2Conversation(secured)) {
                return conversation.exchange(request, headers, body, use, ask);
            }
        }
        proxy.map(Proxy::authorization).ifPresent(value -> headers.put("Proxy-Authorization", value));
        ask.enter(Phase.FIRST_BYTE);
        send(socket, request, proxy.isPresent(), headers, body);
        var reader = new AnswerReader(socket.getInputStream());
        reader.awaitFirstByte();
        ask.enter(Phase.TRANSFER);
        return reader.read(request.method(), use);
    }

    /// A request for another protocol on the connection needs HTTP/1.1 (RFC 9113, 8.2.2).
    private static boolean mayUseHttp2(HttpRequest request) {
        return request.headers().keySet().stream()
                .noneMatch(name -> CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
    }

    private Socket connect(
            HttpRequest request, Question.Http question, List<String> protocols, Optional<Proxy> proxy, Ask ask)
            throws Exception {
        if (proxy.isPresent()) {
            return connector.connect(proxy.get(), ask);
        }
        var address = request.address();
        var socket = connector.connect(address.host(), address.port(), question.route(), ask);
        if (!address.isSecure()) {
            return socket;
        }
        var settings = new TlsSettings(question.trust(), question.clientCertificate(), protocols);
        var secured = tls.secure(socket, address.host(), settings, ask);
        if (question.verifyCertificate() && secured.distrust().isPresent()) {
            throw new FaultFound(secured.distrust().get());
        }
        return secured.socket();
    }

    private static Map<String, String> headers(HttpRequest request, int bodyLength) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", request.address().authority().toString());
        headers.put("User-Agent", "Tocsin-Probe");
        headers.put("Accept", "*/*");
        headers.put("Connection", "close");
        if (request.body() != null) {
            headers.put("Content-Type", "text/plain; charset=UTF-8");
        }
        request.headers().forEach((name, value) -> headers.put(name, oneLine(value)));
        if (request.body() != null || WITH_BODY.contains(request.method())) {
            headers.put("Content-Length", String.valueOf(bodyLength));
        }
        return headers;
    }

    /// A secret may end with a line break, which must not end the header.
    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cntrl}&&[^\\t]]", " ").strip();
    }

    /// `Host` comes first (RFC 9110, 7.2).
    private static void send(
            Socket socket, HttpRequest request, boolean isProxied, Map<String, String> headers, byte[] body)
            throws IOException {
        var target =
                isProxied ? request.address().toString() : request.address().target();
        var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(request.method(), target));
        head.append("Host: ").append(headers.get("Host")).append("\r\n");
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Host")) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        var out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }
}
