package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.http.CachedValue;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages with many readers, by key: each is kept as bytes, and has a stream that sends its readers the changes since
/// it was made. A page is made for the first request, and kept as long as its stream.
///
/// @param <K> the subject of a page, such as an incident's id
public final class LivePages<K, P> {

    private final LiveStreams<K, P> streams;
    private final Renderer<P> renderer;
    private final Clock clock;
    private final Map<K, CachedValue<Document>> documents = new ConcurrentHashMap<>();

    /// Makes a page.
    @FunctionalInterface
    public interface Renderer<P> {
        Document render(ShownPicture<P> shown, Instant now);
    }

    /// @param feeds gives the feed of a key, or throws to refuse the key
    public LivePages(Broadcasts broadcasts, Function<K, PageFeed<P>> feeds, Renderer<P> renderer, Clock clock) {
        this.streams = new LiveStreams<>(broadcasts, feeds, documents::remove);
        this.renderer = renderer;
        this.clock = clock;
    }

    /// The present page, or the one of a moment ago.
    public Uni<Document> page(K key) {
        return Uni.createFrom().deferred(() -> document(key).current());
    }

    private CachedValue<Document> document(K key) {
        return streams.keeping(
                key,
                () -> documents.computeIfAbsent(
                        key, _ -> CachedValue.of(clock, (_, now) -> renderer.render(streams.shown(key), now))));
    }

    public Multi<OutboundSseEvent> join(K key, @Nullable String known, Sse sse) {
        return streams.join(key, known, sse);
    }

    /// For very many readers: they share the bytes that are sent.
    public void join(K key, RoutingContext context) {
        streams.join(key, context);
    }
}
