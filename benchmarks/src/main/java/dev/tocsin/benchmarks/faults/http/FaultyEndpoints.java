package dev.tocsin.benchmarks.faults.http;

import static java.util.Objects.requireNonNull;

import dev.tocsin.benchmarks.faults.CopyResult;
import dev.tocsin.benchmarks.faults.EndpointManner;
import dev.tocsin.benchmarks.faults.NoticeCopies;
import dev.tocsin.benchmarks.faults.NoticeCopy;
import dev.tocsin.benchmarks.faults.Subscriber;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.delivery.NoticeKind;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/// The endpoints of all subscribers by webhook, each with its own manner. They write HTTP as plain bytes, because an
/// HTTP server would not write wrong HTTP.
public final class FaultyEndpoints implements AutoCloseable {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern SUBSCRIBER = Pattern.compile("^POST /subscriber/(\\d+) ");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern ID = Pattern.compile("(?i)\r\nwebhook-id: *(\\S+)");
    private static final int BACKLOG = 4_096;

    private final Vertx vertx = Vertx.vertx();
    private final List<Subscriber> subscribers;
    private final NoticeCopies copies;

    /// @param subscribers each at the index of its number
    /// @param copies receives each notice that comes
    public FaultyEndpoints(Endpoints endpoints, List<Subscriber> subscribers, NoticeCopies copies) {
        this.subscribers = subscribers;
        this.copies = copies;
        var listening = new ArrayList<CompletionStage<NetServer>>();
        for (var host = 0; host < endpoints.hosts(); host++) {
            listening.add(vertx.createNetServer(new NetServerOptions().setAcceptBacklog(BACKLOG))
                    .connectHandler(this::connected)
                    .listen(endpoints.port(), endpoints.address(host))
                    .toCompletionStage());
        }
        listening.forEach(each -> each.toCompletableFuture().join());
    }

    private void connected(NetSocket socket) {
        var request = Buffer.buffer();
        socket.exceptionHandler(_ -> {}).handler(part -> {
            request.appendBuffer(part);
            var text = request.toString(StandardCharsets.ISO_8859_1);
            var end = text.indexOf(END_OF_HEAD);
            if (end >= 0) {
                var head = text.substring(0, end);
                var body = end + END_OF_HEAD.length();
                if (request.length() - body >= Integer.parseInt(found(LENGTH, head))) {
                    take(socket, head, request.getBytes(body, request.length()));
                }
            }
        });
    }

    private void take(NetSocket socket, String head, byte[] body) {
        var subscriber = subscribers.get(Integer.parseInt(found(SUBSCRIBER, head)));
        var id = found(ID, head);
        var own = requireNonNull(subscriber.manner(), "a webhook to a subscriber by mail");
        var manner = copies.see(id) ? own.ofFirst(id) : EndpointManner.ACCEPTS;
        note(subscriber, id, body, manner == EndpointManner.ACCEPTS ? CopyResult.TAKEN : CopyResult.REFUSED);
        switch (manner) {
            case ACCEPTS -> answer(socket, "204 No Content", "");
            case HANGS -> {}
            case ANSWERS_500 -> answer(socket, "500 Internal Server Error", "");
            case ANSWERS_429 -> answer(socket, "429 Too Many Requests", "Retry-After: 2\r\n");
            case ANSWERS_301 -> answer(socket, "301 Moved Permanently", "Location: http://127.0.0.1:1/\r\n");
            case ANSWERS_GARBAGE -> socket.end(Buffer.buffer("\0\1this is not HTTP\r\n\r\n"));
            case CLOSES_IN_MID_ANSWER -> socket.end(Buffer.buffer("HTTP/1.1 2"));
        }
    }

    private static void answer(NetSocket socket, String status, String headers) {
        socket.end(Buffer.buffer(
                "HTTP/1.1 %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n".formatted(status, headers)));
    }

    private void note(Subscriber subscriber, String id, byte[] body, CopyResult result) {
        try {
            var data = Json.mapper().readTree(body).path("data");
            copies.add(new NoticeCopy(
                    subscriber.number(),
                    data.path("incident").asText(),
                    id,
                    data.path("sequence").asLong(),
                    Json.mapper().treeToValue(data.path("notice"), NoticeKind.class),
                    result,
                    System.nanoTime()));
        } catch (IOException e) {
            throw new UncheckedIOException("a notice cannot be read", e);
        }
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("a request without " + pattern);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
