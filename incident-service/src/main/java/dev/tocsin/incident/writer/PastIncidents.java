package dev.tocsin.incident.writer;

import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Stored incidents, to be compared, also those that the correlator has forgotten.
public interface PastIncidents {

    /// @param earlier incidents that were published before it, itself among them
    /// @param changeKinds of all changes, by their id
    record WithEarlier(Incident incident, List<Incident> earlier, Map<String, ChangeKind> changeKinds) {}

    /// Empty for one that is not stored.
    ///
    /// @param since from when on earlier ones are wanted
    Optional<WithEarlier> withEarlier(String id, Function<Incident, Instant> since);

    /// The incidents that the correlator still considers, each with the number of its last event.
    Map<String, Long> active();
}
