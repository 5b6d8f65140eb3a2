package dev.tocsin.incident.writer;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Stored incidents, for comparison, also those that the correlator has forgotten.
public interface PastIncidents {

    /// @param earlier incidents that started before it, itself among them
    /// @param changeKinds the kinds of all changes, by the changes' ids
    record WithEarlier(Incident incident, List<Incident> earlier, Map<String, ChangeKind> changeKinds) {}

    /// Empty for an incident that is not stored.
    ///
    /// @param since gives the time from which earlier incidents are wanted
    Optional<WithEarlier> withEarlier(String id, Function<Incident, Instant> since);

    /// Incidents that started in a span of time, the newest first.
    ///
    /// @param from the earliest start that counts
    /// @param to the earliest start that does not count any more
    /// @param before the id of the incident after which to go on to older ones; null to begin with the newest
    List<Incident> started(Instant from, Instant to, @Nullable String before, int most);

    Optional<Incident> one(String id);

    /// The start of the first incident; empty before any.
    Optional<Instant> firstStart();

    /// The incidents that the correlator still considers, each with the number of its last event.
    Map<String, Long> active();
}
