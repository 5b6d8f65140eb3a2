package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.IncidentEvent.PostmortemPublished;
import dev.tocsin.contract.incident.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An incident that is over. It reopens when the same trouble comes back soon, or a person says so.
///
/// @param postmortemAt when its postmortem was published last, or null
public record ResolvedIncident(
        IncidentFacts facts, Instant resolvedAt, @Nullable Instant postmortemAt) implements Incident {

    @Override
    public IncidentState state() {
        return postmortemAt == null ? IncidentState.RESOLVED : IncidentState.POSTMORTEM;
    }

    /// Publishes a postmortem, which replaces the one before, if there is one.
    ///
    /// @param procedure changes in procedure
    public StoryStep publishPostmortem(String author, String cause, String remedy, String procedure, Instant now) {
        return StoryStep.after(
                new ResolvedIncident(facts, resolvedAt, now),
                now,
                (incident, time) -> new PostmortemPublished(incident, time, author, cause, remedy, procedure));
    }

    /// The next episode begins without an ongoing outage; the postmortem belongs to the episode that is over.
    public OpenIncident nextEpisode() {
        return new OpenIncident(facts.nextEpisode());
    }

    /// The next episode as a person begins it: a person's correction of the episode before stays.
    public OpenIncident nextEpisodeByHand() {
        return new OpenIncident(facts.nextEpisode().corrected(facts.findings().correction()));
    }
}
