package dev.tocsin.incident.dashboard.stream;

import dev.tocsin.incident.dashboard.Difference;
import dev.tocsin.incident.dashboard.stream.Teller.Said;
import dev.tocsin.incident.live.LiveView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One stream with all its readers. Who joins is told everything first, and then what changes; who reads so slowly
/// that [#MOST_WAITING] messages wait is dropped, and may come back.
public final class Broadcast<P> {

    private static final int MOST_WAITING = 256;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private final Teller<P> teller;
    private final Supplier<LiveView> view;
    private final Clock clock;
    private final Set<MultiEmitter<? super Message>> readers = new LinkedHashSet<>();
    private Map<String, Object> told = new LinkedHashMap<>();
    private long toldView = -1;
    private Instant toldAt = Instant.EPOCH;
    private Instant lastMessage = Instant.EPOCH;
    private long number;

    /// @param said null for a heartbeat
    private record Message(long number, @Nullable Said said) {

        OutboundSseEvent as(Sse sse) {
            return said == null
                    ? sse.newEventBuilder().comment("still here").build()
                    : sse.newEventBuilder()
                            .id(Long.toString(number))
                            .name(said.event())
                            .data(said.data())
                            .build();
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

    /// Looks whether something changed, or whether it is time for a sign of life.
    synchronized void look() {
        var now = clock.instant();
        var current = view.get();
        var nothingNew = current.number() == toldView && toldAt.plus(AT_LEAST).isAfter(now);
        if (readers.isEmpty() || nothingNew) {
            return;
        }
        var messages = changes(current, now);
        if (messages.isEmpty() && !lastMessage.plus(HEARTBEAT).isAfter(now)) {
            messages = List.of(new Message(number, null));
        }
        if (!messages.isEmpty()) {
            lastMessage = now;
        }
        for (var message : messages) {
            List.copyOf(readers).forEach(reader -> reader.emit(message));
        }
    }

    private synchronized Multi<Message> joined() {
        var now = clock.instant();
        for (var message : changes(view.get(), now)) {
            List.copyOf(readers).forEach(reader -> reader.emit(message));
        }
        var picture = teller.picture(view.get(), now);
        var all = messages(teller.say(picture, Difference.between(Map.of(), teller.parts(picture)), now));
        return Multi.createFrom().emitter(reader -> begin(reader, all), all.size() + MOST_WAITING);
    }

    private synchronized void begin(MultiEmitter<? super Message> reader, List<Message> all) {
        readers.add(reader);
        reader.onTermination(() -> leave(reader));
        all.forEach(reader::emit);
    }

    private synchronized void leave(MultiEmitter<? super Message> reader) {
        readers.remove(reader);
    }

    private List<Message> changes(LiveView current, Instant now) {
        var picture = teller.picture(current, now);
        var parts = teller.parts(picture);
        var difference = Difference.between(told, parts);
        told = parts;
        toldView = current.number();
        toldAt = now;
        return difference.isEmpty() ? List.of() : messages(teller.say(picture, difference, now));
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
