package dev.tocsin.incident.lifecycle.store;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.incident.lifecycle.Incident;
import dev.tocsin.incident.postgres.ReaderSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Incidents for those who compare them, long after the correlator has forgotten them.
@ApplicationScoped
public class PastIncidents {

    private final ReaderSessions readers;

    PastIncidents(ReaderSessions readers) {
        this.readers = readers;
    }

    /// @param earlier those that were told before it, itself among them
    /// @param changeKinds of all changes, by their id
    public record WithEarlier(Incident incident, List<Incident> earlier, Map<String, ChangeKind> changeKinds) {}

    /// Empty for one that is not stored.
    ///
    /// @param since from when on earlier ones are wanted
    public Optional<WithEarlier> withEarlier(String id, Function<Incident, Instant> since) {
        return readers.read(session -> IncidentRepository.one(id, session).map(stored -> {
            var incident = stored.incident();
            return new WithEarlier(
                    incident,
                    IncidentRepository.startedBetween(since.apply(incident), stored.startedAt, session),
                    ChangeKindRepository.all(session));
        }));
    }

    /// Those of which the correlator thinks still, with the number of what was told of each last.
    public Map<String, Long> active() {
        return readers.read(IncidentRepository::activeNumbers);
    }
}
