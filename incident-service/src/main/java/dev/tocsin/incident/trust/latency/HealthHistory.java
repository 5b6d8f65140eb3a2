package dev.tocsin.incident.trust.latency;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.HealthObserved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The health events of the last hours.
public interface HealthHistory {

    /// @param events the events of a cell, in the order of the log
    /// @param since the time since which all appended events are included
    record Excerpt(List<HealthObserved> events, Instant since) {}

    /// Empty when the events cannot be read in time, or too many callers ask at once.
    Optional<Excerpt> of(Cell cell, Instant since);
}
