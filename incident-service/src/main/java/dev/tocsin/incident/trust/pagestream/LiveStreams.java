package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Streams with many readers, by key: each sends its readers the changes since they opened their page. A stream is
/// made for the first request; of streams without readers, [#MOST_IDLE] are kept.
///
/// @param <K> the subject of a stream, such as an incident's id
public final class LiveStreams<K, P> {

    /// The query parameter with the revision that a page knows; a browser that comes back names it in a header.
    public static final String KNOWN = "known";

    static final int MOST_IDLE = 32;
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Broadcasts broadcasts;
    private final Function<K, PageFeed<P>> feeds;
    private final Consumer<K> forgotten;
    private final SequencedMap<K, Followed<P>> byKey = new LinkedHashMap<>();

    private static final class Followed<P> {

        private final Broadcast<P> broadcast;
        private int readers;

        Followed(Broadcast<P> broadcast) {
            this.broadcast = broadcast;
        }
    }

    /// @param feeds gives the feed of a key, or throws to refuse the key
    public LiveStreams(Broadcasts broadcasts, Function<K, PageFeed<P>> feeds) {
        this(broadcasts, feeds, _ -> {});
    }

    /// @param forgotten is given the keys of streams that are no longer kept
    LiveStreams(Broadcasts broadcasts, Function<K, PageFeed<P>> feeds, Consumer<K> forgotten) {
        this.broadcasts = broadcasts;
        this.feeds = feeds;
        this.forgotten = forgotten;
    }

    /// The picture of now, for a page that is made for one request and followed from there.
    public ShownPicture<P> shownNow(K key) {
        return at(key, 0).shownNow();
    }

    /// The present picture, or the one of a moment ago.
    ShownPicture<P> shown(K key) {
        return at(key, 0).shown();
    }

    /// @param work runs before the stream can be forgotten
    synchronized <T> T keeping(K key, Supplier<T> work) {
        var _ = at(key, 0);
        return work.get();
    }

    public Multi<OutboundSseEvent> join(K key, @Nullable String known, Sse sse) {
        return Multi.createFrom()
                .deferred(() -> at(key, 1).join(known, sse).onTermination().invoke(() -> leave(key)));
    }

    /// For very many readers: they share the bytes that are sent.
    public void join(K key, RoutingContext context) {
        at(key, 1).join(known(context.request()), context, () -> leave(key));
    }

    private static @Nullable String known(HttpServerRequest request) {
        var last = request.getHeader(LAST_EVENT_ID);
        return last == null ? request.getParam(KNOWN) : last;
    }

    private synchronized Broadcast<P> at(K key, int joining) {
        var followed = byKey.get(key);
        if (followed == null) {
            forgetIdle();
            followed = new Followed<>(broadcasts.of(feeds.apply(key)));
        }
        followed.readers += joining;
        byKey.putLast(key, followed);
        return followed.broadcast;
    }

    private synchronized void leave(K key) {
        var followed = byKey.get(key);
        if (followed != null) {
            followed.readers--;
        }
    }

    /// Forgets the streams that were not requested for the longest time.
    private void forgetIdle() {
        var idle = byKey.entrySet().stream()
                .filter(entry -> entry.getValue().readers == 0)
                .limit(Math.max(0, byKey.size() - MOST_IDLE + 1))
                .toList();
        for (var entry : idle) {
            broadcasts.end(entry.getValue().broadcast);
            byKey.remove(entry.getKey());
            forgotten.accept(entry.getKey());
        }
    }
}
