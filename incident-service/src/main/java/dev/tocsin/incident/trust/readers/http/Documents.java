package dev.tocsin.incident.trust.readers.http;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tocsin.contract.Json;
import dev.tocsin.incident.detection.SeenClocks;
import dev.tocsin.incident.http.CachedValue;
import dev.tocsin.incident.http.Document;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.readers.PublicStatus;
import dev.tocsin.incident.trust.readers.calendar.MaintenanceCalendar;
import dev.tocsin.incident.trust.readers.feed.Feeds;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.support.problem.Problem;
import dev.tocsin.support.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The documents that machines read, by path: made when their content changed, and kept as bytes.
@ApplicationScoped
public class Documents {

    private static final SequencedMap<String, Function<PublicStatus, Document>> MAKERS = makers();

    private final CurrentView live;
    private final StorySource stories;
    private final Clock clock;
    private final @Nullable URI site;
    private final CachedValue<StatusVersion> seen;
    private final Map<String, CachedValue<DocumentVersion>> documents;

    /// @param site the URL at which readers reach the trust page; without it, the address in the catalog
    Documents(
            CurrentView live,
            StorySource stories,
            Clock clock,
            @ConfigProperty(name = "tocsin.incident.url") Optional<URI> site) {
        this.site = site.orElse(null);
        this.live = live;
        this.stories = stories;
        this.clock = clock;
        this.seen = CachedValue.of(clock, this::look);
        this.documents = MAKERS.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey, maker -> CachedValue.of(clock, (last, _) -> told(maker.getValue(), last))));
    }

    /// @param change rises when the status differs from the one before
    private record StatusVersion(long view, boolean fresh, PublicStatus status, long change) {}

    private record DocumentVersion(long change, Document document) {}

    /// The paths of all documents, such as `/api/v2/summary.json`.
    public static Iterable<String> paths() {
        return MAKERS.keySet();
    }

    /// Empty when there is no document at this path. The result fails with a [ServiceUnavailableException] before the
    /// topics were read: no incident must look as if it were resolved.
    public Optional<Uni<Document>> at(String path) {
        return Optional.ofNullable(documents.get(path))
                .map(kept -> kept.current().map(DocumentVersion::document));
    }

    /// Whether the current state is known yet: after a start no incident must look as if it were resolved.
    public boolean isSettled() {
        return isSettled(live.view(), clock.instant());
    }

    /// The current state, for answers that are made for each request.
    ///
    /// @throws ServiceUnavailableException as above
    LiveView view() {
        var view = live.view();
        if (!isSettled(view, clock.instant())) {
            throw new ServiceUnavailableException(Problems.builder(Problem.of(
                            503,
                            "Service Unavailable",
                            "The service has just started and does not know the current status yet. Try again."))
                    .header(HttpHeaders.RETRY_AFTER, 2)
                    .build());
        }
        return view;
    }

    private StatusVersion look(@Nullable StatusVersion last, Instant now) {
        var view = view();
        var fresh = view.isFresh(now);
        if (last != null && last.view() == view.number() && last.fresh() == fresh) {
            return last;
        }
        var status = PublicStatus.of(view, incident -> stories.of(incident, view, Audience.PUBLIC), site, now);
        if (last == null) {
            return new StatusVersion(view.number(), fresh, status, 0);
        }
        return last.status().equals(status)
                ? new StatusVersion(view.number(), fresh, last.status(), last.change())
                : new StatusVersion(view.number(), fresh, status, last.change() + 1);
    }

    /// Makes the document anew only when the status changed.
    private DocumentVersion told(Function<PublicStatus, Document> maker, @Nullable DocumentVersion last) {
        var now = seen.current().await().indefinitely();
        return last != null && last.change() == now.change()
                ? last
                : new DocumentVersion(now.change(), maker.apply(now.status()));
    }

    /// After a start it takes a few seconds until detection's clocks are seen to advance: that is no trouble.
    private static boolean isSettled(LiveView view, Instant now) {
        var caughtUp = view.listening().caughtUpAt();
        return caughtUp != null
                && (view.isFresh(now)
                        || view.clocks().isEmpty()
                        || caughtUp.plus(SeenClocks.STALE_AFTER).isBefore(now));
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
