package dev.tocsin.incident.operations.page;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.evidence.EvidenceCharts;
import dev.tocsin.incident.evidence.EvidenceSource;
import dev.tocsin.incident.evidence.IncidentEvidence;
import dev.tocsin.incident.operations.OperationsPage;
import dev.tocsin.incident.operations.Unfolded;
import dev.tocsin.incident.trust.html.Patches;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pagestream.Broadcast.ShownPicture;
import dev.tocsin.incident.trust.pagestream.Broadcasts;
import dev.tocsin.incident.trust.pagestream.LiveStreams;
import dev.tocsin.incident.trust.story.StorySource;
import dev.tocsin.incident.writer.PastIncidents;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pictures of incidents as operators see them, and the streams that push changes to open pages.
///
/// An action shows at once on the page of the operator who took it, and for that the page is made from the database.
/// The view from the topics follows a moment later; until then the newer of both is shown.
@ApplicationScoped
class OperationsFeed {

    private static final int MOST_NOTED = 200;

    private final StorySource stories;
    private final EvidenceSource evidence;
    private final RecurrenceShelf recurrences;
    private final PastIncidents past;
    private final LiveStreams<FollowedWork, OperationsPage> streams;
    private final Map<String, IncidentSnapshot> noted = new LinkedHashMap<>(MOST_NOTED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, IncidentSnapshot> eldest) {
            return size() > MOST_NOTED;
        }
    };

    /// The subject of a stream.
    record FollowedWork(String incident, Unfolded unfolded) {}

    OperationsFeed(
            StorySource stories,
            EvidenceSource evidence,
            RecurrenceShelf recurrences,
            PastIncidents past,
            Broadcasts broadcasts) {
        this.stories = stories;
        this.evidence = evidence;
        this.recurrences = recurrences;
        this.past = past;
        this.streams = new LiveStreams<>(broadcasts, this::feed);
    }

    /// @param stored the incident as it is in the database
    ShownPicture<OperationsPage> shown(IncidentSnapshot stored, Unfolded unfolded) {
        note(stored);
        return streams.shownNow(new FollowedWork(stored.key(), unfolded));
    }

    /// @param known the revision that the reader knows, or null
    Multi<OutboundSseEvent> follow(IncidentSnapshot stored, Unfolded unfolded, @Nullable String known, Sse sse) {
        note(stored);
        return streams.join(new FollowedWork(stored.key(), unfolded), known, sse);
    }

    private Patches<OperationsPage> feed(FollowedWork followed) {
        return new Patches<>((view, now) -> look(view, followed, now), OperationsTemplates::content);
    }

    private OperationsPage look(LiveView view, FollowedWork followed, Instant now) {
        var incident = newest(followed.incident(), view);
        var most = followed.unfolded() == Unfolded.CHARTS ? EvidenceCharts.MOST_OF_ALL : EvidenceCharts.MOST;
        return OperationsPage.of(
                view,
                incident,
                stories.of(incident, view, Audience.OPERATORS),
                recurrences.of(followed.incident(), now),
                IncidentEvidence.of(incident, view, evidence.charts(incident, view.catalog(), most, now)),
                followed.unfolded(),
                now);
    }

    private IncidentSnapshot newest(String id, LiveView view) {
        return Stream.of(Incidents.one(view, Audience.OPERATORS, id), Optional.ofNullable(noted(id)))
                .flatMap(Optional::stream)
                .max((one, other) ->
                        Long.compare(one.incident().number(), other.incident().number()))
                .or(() -> past.one(id).map(StoryStep::snapshotOf))
                .orElseThrow(NotFoundException::new);
    }

    private synchronized void note(IncidentSnapshot incident) {
        noted.put(incident.key(), incident);
    }

    private synchronized @Nullable IncidentSnapshot noted(String id) {
        return noted.get(id);
    }
}
