package dev.tocsin.incident.http;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The files that pages load, compressed once. The server would compress them for each answer, which takes longer than
/// all else when many readers come for the first time at once.
@ApplicationScoped
class StaticFiles {

    private static final String RESOURCES = "META-INF/resources";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private final Map<String, String> headers;
    private final Map<String, Document> read = new ConcurrentHashMap<>();

    StaticFiles(@ConfigProperty(name = "quarkus.http.static-resources.max-age") Duration maxAge) {
        this.headers = Map.of("Cache-Control", "public, max-age=%d".formatted(maxAge.toSeconds()));
    }

    /// All other files are left to the routes that follow.
    void serve(@Observes Router router) {
        router.get("/static/*").handler(context -> {
            var path = context.normalizedPath();
            var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            var file = type == null ? null : read.computeIfAbsent(path, _ -> read(path, type));
            if (file == null) {
                context.next();
            } else {
                file.answer(context, headers);
            }
        });
    }

    private static @Nullable Document read(String path, String type) {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var file = loader.getResourceAsStream(RESOURCES + path)) {
            return file == null ? null : Document.of(file.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
