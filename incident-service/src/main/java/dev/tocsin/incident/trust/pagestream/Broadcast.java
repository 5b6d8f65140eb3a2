package dev.tocsin.incident.trust.pagestream;

import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pagestream.PageFeed.Said;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One stream with all its readers. A new reader first gets everything, or the changes since the revision that it
/// knows, and then each change. A reader so slow that [#MOST_WAITING] messages wait is dropped, and may come back.
///
/// The last message of each update names the revision that its reader then knows: a browser that lost the connection
/// sends that revision by itself when it comes back.
public final class Broadcast<P> {

    static final int MOST_WAITING = 256;
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration RECENT = Duration.ofSeconds(1);
    private static final Duration OLDEST_WHILE_NEXT_IS_MADE = Duration.ofSeconds(3);

    private final String name;
    private final PageFeed<P> teller;
    private final Supplier<LiveView> view;
    private final Clock clock;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final Revisions revisions = new Revisions();

    /// Held while a picture is made, and while messages are sent to readers.
    private final ReentrantLock telling = new ReentrantLock();

    /// The updates that a reader has missed, by the revision that it knows; made once for all until something changes.
    private final Map<Long, List<Message>> missed = new HashMap<>();

    private volatile @Nullable LatestPicture<P> told;
    private Instant lastMessage = Instant.EPOCH;

    /// A receiver of messages.
    interface Reader {
        void tell(Message message);
    }

    /// The state that all readers know, and that is shown to everybody who opens the page within the next second.
    private record LatestPicture<P>(ShownPicture<P> shown, long view, Instant at) {

        boolean isOf(LiveView current, Instant now) {
            return current.number() == view && isWithin(RECENT, now);
        }

        /// A value from the future is not recent either: a clock may be set back.
        boolean isWithin(Duration age, Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(age));
        }
    }

    /// @param revision the revision that a reader of the picture knows
    public record ShownPicture<P>(P picture, String revision) {}

    /// @param name a name that no other stream has, of this process or of another
    Broadcast(String name, PageFeed<P> teller, Supplier<LiveView> view, Clock clock) {
        this.name = name;
        this.teller = teller;
        this.view = view;
        this.clock = clock;
    }

    /// The picture of the last second, for callers that show it and follow it from there. They do not wait for the
    /// next picture, which takes long where thousands of cells change at once, unless the last one is older than
    /// [#OLDEST_WHILE_NEXT_IS_MADE].
    public ShownPicture<P> shown() {
        var now = clock.instant();
        var before = told;
        if (before != null && before.isWithin(RECENT, now)) {
            return before.shown();
        }
        if (!telling.tryLock()) {
            if (before != null && before.isWithin(OLDEST_WHILE_NEXT_IS_MADE, now)) {
                return before.shown();
            }
            telling.lock();
        }
        try {
            return tellChanges(now).shown();
        } finally {
            telling.unlock();
        }
    }

    /// The picture of now, for a caller that knows of a change that the view does not have yet.
    public ShownPicture<P> shownNow() {
        telling.lock();
        try {
            return tellNext(view.get(), clock.instant()).shown();
        } finally {
            telling.unlock();
        }
    }

    /// @param known the revision that the reader knows; a revision of another stream counts as null
    public Multi<OutboundSseEvent> join(@Nullable String known, Sse sse) {
        return Multi.createFrom().deferred(() -> joined(known).map(message -> message.as(sse)));
    }

    /// As above, for very many readers: they share the bytes that are sent.
    ///
    /// @param then runs when the reader is gone
    void join(@Nullable String known, RoutingContext context, Runnable then) {
        var response = new StreamResponse(context.request());
        response.begin();
        begin(
                response,
                known,
                leave -> response.onEnd(() -> {
                    leave.run();
                    then.run();
                }));
    }

    /// Checks whether something changed, or whether a heartbeat is due.
    void look() {
        telling.lock();
        try {
            if (!readers.isEmpty()) {
                tellChanges(clock.instant());
            }
        } finally {
            telling.unlock();
        }
    }

    private LatestPicture<P> tellChanges(Instant now) {
        var current = view.get();
        var before = told;
        return before != null && before.isOf(current, now) ? before : tellNext(current, now);
    }

    private LatestPicture<P> tellNext(LiveView current, Instant now) {
        var picture = teller.picture(current, now);
        var difference = revisions.turn(teller.parts(picture));
        var next = new LatestPicture<>(new ShownPicture<>(picture, revision()), current.number(), now);
        told = next;
        missed.clear();
        tell(readers.isEmpty() ? List.of() : messages(picture, difference, now), now);
        return next;
    }

    private void tell(List<Message> messages, Instant now) {
        if (!messages.isEmpty() || !lastMessage.plus(HEARTBEAT).isAfter(now)) {
            lastMessage = now;
            var all = messages.isEmpty() ? List.of(Message.ALIVE) : messages;
            readers.forEach(reader -> all.forEach(reader::tell));
        }
    }

    private Multi<Message> joined(@Nullable String known) {
        return Multi.createFrom()
                .emitter(
                        emitter -> begin(emitter::emit, known, emitter::onTermination),
                        firstMessages(known) + MOST_WAITING);
    }

    private int firstMessages(@Nullable String known) {
        telling.lock();
        try {
            return missed(known).size();
        } finally {
            telling.unlock();
        }
    }

    /// @param onEnd takes the action that runs when the reader is gone
    void begin(Reader reader, @Nullable String known, Consumer<Runnable> onEnd) {
        telling.lock();
        try {
            var first = missed(known);
            readers.add(reader);
            onEnd.accept(() -> leave(reader));
            (first.isEmpty() ? List.of(Message.ALIVE) : first).forEach(reader::tell);
        } finally {
            telling.unlock();
        }
    }

    /// Takes no lock: it is held while pages are rendered, and the thread of a closed connection serves others too.
    private void leave(Reader reader) {
        readers.remove(reader);
    }

    private List<Message> missed(@Nullable String known) {
        var now = tellChanges(clock.instant());
        return missed.computeIfAbsent(
                revisions.known(number(known)),
                since -> messages(now.shown().picture(), revisions.since(since), now.at()));
    }

    private List<Message> messages(P picture, PictureDifference difference, Instant now) {
        var all = difference.isEmpty() ? List.<Said>of() : teller.say(picture, difference, now);
        var messages = new ArrayList<Message>(all.size());
        for (var said : all) {
            messages.add(new Message(messages.size() == all.size() - 1 ? revision() : null, said));
        }
        return messages;
    }

    private String revision() {
        return name + "-" + revisions.latest();
    }

    private long number(@Nullable String revision) {
        if (revision == null || !revision.startsWith(name + "-")) {
            return Revisions.NONE;
        }
        try {
            return Long.parseLong(revision.substring(name.length() + 1));
        } catch (NumberFormatException _) {
            return Revisions.NONE;
        }
    }
}
