package dev.tocsin.stack.tracing;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.stack.process.Ports;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Receives traces as collectors do, in OTLP over HTTP with protobuf, and lists them at `/spans`.
public final class OtlpReceiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<RecordedSpan> spans = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    public static OtlpReceiver start() {
        try {
            var receiver = new OtlpReceiver(HttpServer.create(new InetSocketAddress(Ports.LOOPBACK_ADDRESS, 0), 0));
            receiver.server.createContext("/v1/traces", receiver::take);
            receiver.server.createContext("/spans", receiver::tell);
            receiver.server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For `quarkus.otel.exporter.otlp.endpoint`, with the protocol `http/protobuf`.
    public URI endpoint() {
        return URI.create(
                "http://%s:%d/".formatted(Ports.LOOPBACK, server.getAddress().getPort()));
    }

    /// All spans that it has received so far.
    public List<RecordedSpan> spans() {
        return List.copyOf(spans);
    }

    /// All spans that the receiver at this address has received so far.
    public static List<RecordedSpan> spans(URI endpoint) {
        try (var answer = endpoint.resolve("/spans").toURL().openStream()) {
            return JSON.readValue(answer, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                var body = body(exchange)) {
            var request = ExportTraceServiceRequest.parseFrom(body);
            request.getResourceSpansList().stream().flatMap(OtlpReceiver::spans).forEach(spans::add);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(exchange.getRequestBody())
                : exchange.getRequestBody();
    }

    private void tell(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = JSON.writeValueAsBytes(spans);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Stream<RecordedSpan> spans(ResourceSpans resource) {
        var service = attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
        return resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> recorded(service, span));
    }

    private static RecordedSpan recorded(String service, Span span) {
        return new RecordedSpan(
                service,
                span.getName(),
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getLinksList().stream()
                        .map(link -> hex(link.getTraceId()) + "-" + hex(link.getSpanId()))
                        .toList(),
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.getValue().hasStringValue())
                .collect(toMap(
                        KeyValue::getKey, attribute -> attribute.getValue().getStringValue(), (_, last) -> last));
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
