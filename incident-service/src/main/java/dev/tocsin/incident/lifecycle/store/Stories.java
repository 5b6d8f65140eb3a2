package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.incident.postgres.ReaderSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The events of each incident, kept for as long as the incident: a snapshot has only the last of them.
@ApplicationScoped
public class Stories {

    private final ReaderSessions readers;

    Stories(ReaderSessions readers) {
        this.readers = readers;
    }

    /// In the order of their numbers; empty for an incident that is not known.
    public List<IncidentEvent> of(String incident) {
        return readers.read(session -> StoryRepository.of(incident, session));
    }

    /// Without what changed of its impact, which is bulky and is not told to customers.
    public List<IncidentEvent> withoutImpactChanges(String incident) {
        return readers.read(session -> StoryRepository.withoutImpactChanges(incident, session));
    }
}
