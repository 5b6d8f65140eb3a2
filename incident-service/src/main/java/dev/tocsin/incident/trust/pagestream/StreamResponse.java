package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.http.Encodings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One reader's open response, written without a serializer between.
final class StreamResponse implements Broadcast.Reader {

    private final HttpServerResponse response;
    private final boolean takesGzip;
    private final AtomicInteger waiting = new AtomicInteger();

    StreamResponse(HttpServerRequest request) {
        this.response = request.response();
        this.takesGzip = Encodings.takeGzip(request);
    }

    /// Sets the encoding itself, because the server would hold back output that it compresses.
    void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CONTENT_ENCODING, takesGzip ? Encodings.GZIP : Encodings.NONE)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (takesGzip) {
            write(Message.BEGINNING);
        }
    }

    /// Runs `then` once, however the response ends, also when it has ended already.
    void onEnd(Runnable then) {
        var isOver = new AtomicBoolean();
        Runnable once = () -> {
            if (isOver.compareAndSet(false, true)) {
                then.run();
            }
        };
        response.closeHandler(_ -> once.run());
        response.exceptionHandler(_ -> once.run());
        if (response.closed()) {
            once.run();
        }
    }

    /// Drops a reader that does not keep up.
    @Override
    public void tell(Message message) {
        if (waiting.get() < Broadcast.MOST_WAITING) {
            write(takesGzip ? message.compressed() : message.plain());
        } else {
            response.reset();
        }
    }

    private void write(Buffer bytes) {
        waiting.incrementAndGet();
        response.write(bytes).onComplete(_ -> waiting.decrementAndGet());
    }
}
