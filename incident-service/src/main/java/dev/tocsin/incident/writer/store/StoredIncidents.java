package dev.tocsin.incident.writer.store;

import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.incident.postgres.ReaderSessions;
import dev.tocsin.incident.writer.PastIncidents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class StoredIncidents implements PastIncidents {

    private final ReaderSessions readers;

    StoredIncidents(ReaderSessions readers) {
        this.readers = readers;
    }

    @Override
    public Optional<WithEarlier> withEarlier(String id, Function<Incident, Instant> since) {
        return readers.read(session -> IncidentRepository.one(id, session).map(stored -> {
            var incident = stored.incident();
            return new WithEarlier(
                    incident,
                    IncidentRepository.startedBetween(since.apply(incident), stored.startedAt, session),
                    ChangeKindRepository.all(session));
        }));
    }

    @Override
    public List<Incident> started(Instant from, Instant to, @Nullable String before, int most) {
        return readers.read(session -> IncidentRepository.started(from, to, before, most, session));
    }

    @Override
    public Optional<Incident> one(String id) {
        return readers.read(session -> IncidentRepository.one(id, session).map(IncidentEntity::incident));
    }

    @Override
    public Optional<Instant> firstStart() {
        return readers.read(IncidentRepository::firstStart);
    }

    @Override
    public Map<String, Long> active() {
        return readers.read(IncidentRepository::activeNumbers);
    }
}
