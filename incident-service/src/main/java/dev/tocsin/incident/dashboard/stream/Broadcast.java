package dev.tocsin.incident.dashboard.stream;

import dev.tocsin.incident.dashboard.Difference;
import dev.tocsin.incident.dashboard.stream.Teller.Said;
import dev.tocsin.incident.live.LiveView;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One stream with all its readers. Who joins is told everything first, and then what changes; who reads so slowly
/// that [#MOST_WAITING] messages wait is dropped, and may come back.
public final class Broadcast<P> {

    static final int MOST_WAITING = 256;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private final Teller<P> teller;
    private final Supplier<LiveView> view;
    private final Clock clock;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private @Nullable Told<P> told;
    private Instant lastMessage = Instant.EPOCH;
    private long number;

    /// Who is told.
    interface Reader {
        void tell(Message message);
    }

    /// What all readers know.
    private static final class Told<P> {
        private final P picture;
        private final Map<String, Object> parts;
        private final long view;
        private final Instant at;
        private @Nullable List<Message> whole;

        Told(P picture, Map<String, Object> parts, long view, Instant at) {
            this.picture = picture;
            this.parts = parts;
            this.view = view;
            this.at = at;
        }

        boolean isOf(LiveView current, Instant now) {
            return current.number() == view && at.plus(AT_LEAST).isAfter(now);
        }
    }

    Broadcast(Teller<P> teller, Supplier<LiveView> view, Clock clock) {
        this.teller = teller;
        this.view = view;
        this.clock = clock;
    }

    public Multi<OutboundSseEvent> join(Sse sse) {
        return Multi.createFrom().deferred(() -> joined().map(message -> message.as(sse)));
    }

    /// As above, for very many: they share the bytes that are sent.
    ///
    /// @param then what is to be done when that reader is gone
    void join(RoutingContext context, Runnable then) {
        var response = new StreamResponse(context.request());
        response.begin();
        begin(
                response,
                leave -> response.onEnd(() -> {
                    leave.run();
                    then.run();
                }));
    }

    /// Looks whether something changed, or whether it is time for a sign of life.
    synchronized void look() {
        if (!readers.isEmpty()) {
            tellChanges(clock.instant());
        }
    }

    private void tellChanges(Instant now) {
        var current = view.get();
        var before = told;
        if (before != null && before.isOf(current, now)) {
            return;
        }
        var picture = teller.picture(current, now);
        var parts = teller.parts(picture);
        var difference = Difference.between(before == null ? Map.of() : before.parts, parts);
        told = new Told<>(picture, parts, current.number(), now);
        tell(difference.isEmpty() ? List.of() : messages(teller.say(picture, difference, now)), now);
    }

    private void tell(List<Message> messages, Instant now) {
        if (!messages.isEmpty() || !lastMessage.plus(HEARTBEAT).isAfter(now)) {
            lastMessage = now;
            var all = messages.isEmpty() ? List.of(new Message(number, null)) : messages;
            readers.forEach(reader -> all.forEach(reader::tell));
        }
    }

    private synchronized Multi<Message> joined() {
        tellChanges(clock.instant());
        return Multi.createFrom()
                .emitter(emitter -> begin(emitter::emit, emitter::onTermination), whole().size() + MOST_WAITING);
    }

    /// @param onEnd what is to be asked to say when that reader is gone
    private synchronized void begin(Reader reader, Consumer<Runnable> onEnd) {
        tellChanges(clock.instant());
        readers.add(reader);
        onEnd.accept(() -> leave(reader));
        whole().forEach(reader::tell);
    }

    /// Without the lock, which is held while pages are rendered: whose connection ends has others to serve.
    private void leave(Reader reader) {
        readers.remove(reader);
    }

    /// All that was told, as those have to hear it who join; made once for all who join until something changes.
    private List<Message> whole() {
        var now = told;
        if (now == null) {
            return List.of();
        }
        var whole = now.whole;
        if (whole == null) {
            whole = messages(teller.say(now.picture, Difference.between(Map.of(), now.parts), now.at));
            now.whole = whole;
        }
        return whole;
    }

    private List<Message> messages(List<Said> all) {
        var messages = new ArrayList<Message>(all.size());
        for (var said : all) {
            number++;
            messages.add(new Message(number, said));
        }
        return messages;
    }
}
