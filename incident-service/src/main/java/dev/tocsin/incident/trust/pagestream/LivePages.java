package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.http.CachedValue;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages with many readers, by key: each is kept as bytes, and has a stream that sends its readers the changes since
/// it was made. A page is made for the first request; of pages without readers, [#MOST_IDLE] are kept.
///
/// @param <K> the subject of a page, such as an incident's id
public final class LivePages<K, P> {

    /// The query parameter with the revision that a page knows; a browser that comes back names it in a header.
    public static final String KNOWN = "known";

    static final int MOST_IDLE = 32;
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Broadcasts broadcasts;
    private final Function<K, PageFeed<P>> tellers;
    private final Renderer<P> renderer;
    private final Clock clock;
    private final SequencedMap<K, SharedPage<P>> byKey = new LinkedHashMap<>();

    /// Makes a page.
    @FunctionalInterface
    public interface Renderer<P> {
        Document render(ShownPicture<P> shown, Instant now);
    }

    private static final class SharedPage<P> {

        private final Broadcast<P> broadcast;
        private final CachedValue<Document> page;
        private int readers;

        SharedPage(Broadcast<P> broadcast, CachedValue<Document> page) {
            this.broadcast = broadcast;
            this.page = page;
        }
    }

    /// @param tellers gives the feed of a key, or throws to refuse the key
    public LivePages(Broadcasts broadcasts, Function<K, PageFeed<P>> tellers, Renderer<P> renderer, Clock clock) {
        this.broadcasts = broadcasts;
        this.tellers = tellers;
        this.renderer = renderer;
        this.clock = clock;
    }

    /// The streams alone, of pages that are made for each request.
    public LivePages(Broadcasts broadcasts, Function<K, PageFeed<P>> tellers, Clock clock) {
        this(
                broadcasts,
                tellers,
                (_, _) -> {
                    throw new UnsupportedOperationException("these pages are made for each request");
                },
                clock);
    }

    /// The picture of now, for a page that is made for one request and followed from there.
    public ShownPicture<P> shownNow(K key) {
        return at(key, 0).broadcast.shownNow();
    }

    /// The present page, or the one of a moment ago.
    public Uni<Document> page(K key) {
        return Uni.createFrom().deferred(() -> at(key, 0).page.current());
    }

    public Multi<OutboundSseEvent> join(K key, @Nullable String known, Sse sse) {
        return Multi.createFrom()
                .deferred(() ->
                        at(key, 1).broadcast.join(known, sse).onTermination().invoke(() -> leave(key)));
    }

    /// For very many readers: they share the bytes that are sent.
    public void join(K key, RoutingContext context) {
        at(key, 1).broadcast.join(known(context.request()), context, () -> leave(key));
    }

    private static @Nullable String known(HttpServerRequest request) {
        var last = request.getHeader(LAST_EVENT_ID);
        return last == null ? request.getParam(KNOWN) : last;
    }

    private synchronized SharedPage<P> at(K key, int joining) {
        var followed = byKey.get(key);
        if (followed == null) {
            forgetIdle();
            var broadcast = broadcasts.of(tellers.apply(key));
            followed = new SharedPage<>(
                    broadcast, CachedValue.of(clock, (_, now) -> renderer.render(broadcast.shown(), now)));
        }
        followed.readers += joining;
        byKey.putLast(key, followed);
        return followed;
    }

    private synchronized void leave(K key) {
        var followed = byKey.get(key);
        if (followed != null) {
            followed.readers--;
        }
    }

    /// Forgets the pages that were not requested for the longest time.
    private void forgetIdle() {
        var idle = byKey.values().stream()
                .filter(followed -> followed.readers == 0)
                .limit(Math.max(0, byKey.size() - MOST_IDLE + 1))
                .toList();
        idle.forEach(followed -> broadcasts.end(followed.broadcast));
        byKey.values().removeAll(idle);
    }
}
