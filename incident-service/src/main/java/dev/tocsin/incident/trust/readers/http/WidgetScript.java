package dev.tocsin.incident.trust.readers.http;

import dev.tocsin.incident.http.Document;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/// The script that shows the status on pages of other sites. Its address stays, so browsers ask once an hour whether
/// it changed.
@Singleton
class WidgetScript {

    private static final Map<String, String> HEADERS = Map.of(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");

    private final Document script = Document.of(read(), "text/javascript;charset=UTF-8");

    void serve(@Observes Router router) {
        router.route("/widget.js")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> Document.answer(context, Uni.createFrom().item(script), HEADERS));
    }

    private static byte[] read() {
        try (var file = Objects.requireNonNull(WidgetScript.class.getResourceAsStream("widget.js"), "widget.js")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
