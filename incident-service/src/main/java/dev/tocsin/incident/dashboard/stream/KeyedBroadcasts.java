package dev.tocsin.incident.dashboard.stream;

import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A [Broadcast] for each key that somebody follows: made for the first reader, gone with the last.
///
/// @param <K> what the stream is about, such as an incident's id
public final class KeyedBroadcasts<K, P> {

    private final Broadcasts broadcasts;
    private final Function<K, Teller<P>> tellers;
    private final Map<K, Followed<P>> byKey = new HashMap<>();

    KeyedBroadcasts(Broadcasts broadcasts, Function<K, Teller<P>> tellers) {
        this.broadcasts = broadcasts;
        this.tellers = tellers;
    }

    private record Followed<P>(Broadcast<P> broadcast, int readers) {}

    public Multi<OutboundSseEvent> join(K key, Sse sse) {
        return Multi.createFrom()
                .deferred(() -> enter(key).join(sse).onTermination().invoke(() -> leave(key)));
    }

    /// For very many: they share the bytes that are sent.
    ///
    /// @return nothing
    public @Nullable Void join(K key, RoutingContext context) {
        enter(key).join(context, () -> leave(key));
        return null;
    }

    private synchronized Broadcast<P> enter(K key) {
        var before = byKey.get(key);
        var followed = before == null
                ? new Followed<>(broadcasts.of(tellers.apply(key)), 1)
                : new Followed<>(before.broadcast(), before.readers() + 1);
        byKey.put(key, followed);
        return followed.broadcast();
    }

    private synchronized void leave(K key) {
        byKey.computeIfPresent(key, (_, followed) -> {
            if (followed.readers() > 1) {
                return new Followed<>(followed.broadcast(), followed.readers() - 1);
            }
            broadcasts.end(followed.broadcast());
            return null;
        });
    }
}
