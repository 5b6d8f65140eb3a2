package dev.tocsin.engine.lifecycle;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.PublicIncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.lifecycle.Incident.NextEvent;
import java.time.Instant;
import java.util.Optional;

/// One event of a story, and the incident after it.
public record StoryStep(Incident incident, IncidentEvent event) {

    /// The next event of an incident's story; never earlier than the event before.
    ///
    /// @param incident the incident after the event, except for its story
    static StoryStep after(Incident incident, Instant now, NextEvent next) {
        var facts = incident.facts();
        var at = (now.isBefore(incident.updatedAt()) ? incident.updatedAt() : now).truncatedTo(MILLIS);
        var event = next.event(incident.head(incident.number() + 1), at);
        var story = facts.story().with(event, PublicSnapshots.head(incident, event.incident()));
        return new StoryStep(with(incident, facts.with(story)), event);
    }

    private static Incident with(Incident incident, IncidentFacts facts) {
        return switch (incident) {
            case OpenIncident _ -> new OpenIncident(facts);
            case ResolvedIncident(var _, var resolvedAt, var postmortemAt) ->
                new ResolvedIncident(facts, resolvedAt, postmortemAt);
            case MergedIncident(var _, var resolvedAt, var into, var postmortemAt) ->
                new MergedIncident(facts, resolvedAt, into, postmortemAt);
        };
    }

    public IncidentSnapshot snapshot() {
        return snapshotOf(incident);
    }

    public static IncidentSnapshot snapshotOf(Incident incident) {
        return Snapshots.of(incident);
    }

    /// Empty while customers have nothing to read of it.
    public Optional<PublicIncidentSnapshot> publicSnapshot(Catalog catalog) {
        return PublicSnapshots.of(incident, catalog);
    }
}
