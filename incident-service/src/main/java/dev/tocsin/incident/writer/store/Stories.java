package dev.tocsin.incident.writer.store;

import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.incident.writer.IncidentEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class Stories implements IncidentEvents {

    private final ReaderSessions readers;

    Stories(ReaderSessions readers) {
        this.readers = readers;
    }

    @Override
    public List<IncidentEvent> of(String incident) {
        return readers.read(session -> StoryRepository.of(incident, session));
    }

    @Override
    public List<IncidentEvent> withoutImpactChanges(String incident) {
        return readers.read(session -> StoryRepository.withoutImpactChanges(incident, session));
    }
}
