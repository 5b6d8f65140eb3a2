package dev.tocsin.incident.readers.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.topic.LiveTopics;
import dev.tocsin.incident.problem.Problem;
import dev.tocsin.incident.problem.http.Problems;
import dev.tocsin.incident.readers.PublicStatus;
import dev.tocsin.incident.readers.calendar.MaintenanceCalendar;
import dev.tocsin.incident.readers.feed.Feeds;
import dev.tocsin.incident.story.store.StoryShelf;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What machines read, by path: made when it changed, at most once a second, and kept as bytes. While one reader makes
/// it anew, others get what was there.
@ApplicationScoped
public class Documents {

    private static final Duration PACE = Duration.ofSeconds(1);

    private static final Map<String, Function<PublicStatus, Document>> MAKERS = makers();

    private final LiveTopics topics;
    private final StoryShelf stories;
    private final Clock clock;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Made latest;

    Documents(LiveTopics topics, StoryShelf stories, Clock clock) {
        this.topics = topics;
        this.stories = stories;
        this.clock = clock;
    }

    /// @param lookedAt when the status was last seen to be so
    private record Made(
            LiveView view, boolean fresh, Instant lookedAt, PublicStatus status, Map<String, Document> documents) {}

    /// Paths of all that there is, such as `/api/v2/summary.json`.
    public static Iterable<String> paths() {
        return MAKERS.keySet();
    }

    /// Empty when there is nothing at this path.
    ///
    /// @throws ServiceUnavailableException before the topics were read: nothing must look as if it were resolved
    public Optional<Document> at(String path) {
        var made = current();
        return Optional.ofNullable(MAKERS.get(path))
                .map(maker -> made.documents().computeIfAbsent(path, _ -> maker.apply(made.status())));
    }

    /// What stands, for what is made for each request.
    ///
    /// @throws ServiceUnavailableException as above
    LiveView view() {
        var view = topics.view();
        if (!isSettled(view, clock.instant())) {
            throw new ServiceUnavailableException(Document.open(Problems.builder(
                            Problem.of(503, "Not now", "It has just been started and reads what stands; ask again.")))
                    .header(HttpHeaders.RETRY_AFTER, 2)
                    .build());
        }
        return view;
    }

    private Made current() {
        var view = view();
        var now = clock.instant();
        var last = latest;
        if (last != null
                && (isSame(last, view, now) || now.isBefore(last.lookedAt().plus(PACE)))) {
            return last;
        }
        if (last == null) {
            making.lock();
        } else if (!making.tryLock()) {
            return last;
        }
        try {
            var made = made(view, now, latest);
            latest = made;
            return made;
        } finally {
            making.unlock();
        }
    }

    private static boolean isSame(Made last, LiveView view, Instant now) {
        return last.view().number() == view.number() && last.fresh() == view.isFresh(now);
    }

    private Made made(LiveView view, Instant now, @Nullable Made last) {
        var status = PublicStatus.of(view, incident -> stories.of(incident, view, Audience.PUBLIC), now);
        var documents = last != null && last.status().equals(status)
                ? last.documents()
                : new ConcurrentHashMap<String, Document>();
        return new Made(view, view.isFresh(now), now, status, documents);
    }

    /// After a start it takes a few seconds until detection's clocks are seen to move: that is not trouble.
    private static boolean isSettled(LiveView view, Instant now) {
        var caughtUp = view.listening().caughtUpAt();
        return caughtUp != null
                && (view.isFresh(now)
                        || view.clocks().isEmpty()
                        || caughtUp.plus(LiveView.STALE_AFTER).isBefore(now));
    }

    private static SequencedMap<String, Function<PublicStatus, Document>> makers() {
        var makers = new LinkedHashMap<String, Function<PublicStatus, Document>>();
        makers.put("/api/v2/summary.json", status -> json(status.summary()));
        makers.put("/api/v2/status.json", status -> json(status.standing()));
        makers.put("/api/v2/components.json", status -> json(status.allComponents()));
        makers.put("/api/v2/incidents.json", status -> json(status.newestIncidents()));
        makers.put("/api/v2/incidents/unresolved.json", status -> json(status.unresolvedIncidents()));
        makers.put("/api/v2/scheduled-maintenances.json", status -> json(status.newestMaintenances()));
        makers.put("/api/v2/scheduled-maintenances/upcoming.json", status -> json(status.upcomingMaintenances()));
        makers.put("/api/v2/scheduled-maintenances/active.json", status -> json(status.activeMaintenances()));
        makers.put("/history.atom", status -> Document.of(Feeds.atom(status), "application/atom+xml;charset=UTF-8"));
        makers.put("/history.rss", status -> Document.of(Feeds.rss(status), "application/rss+xml;charset=UTF-8"));
        makers.put(
                "/maintenance.ics",
                status -> Document.of(MaintenanceCalendar.of(status), "text/calendar;charset=UTF-8;method=PUBLISH"));
        return makers;
    }

    private static Document json(Object shape) {
        try {
            return Document.of(Json.mapper().writeValueAsBytes(shape), "application/json;charset=UTF-8");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the shape cannot be written", e);
        }
    }
}
