package dev.tocsin.incident.latency;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.HealthObserved;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The health events of the last hours.
public interface HealthHistory {

    /// @param events of a cell, in the order of the log
    /// @param since all that were appended since then are among them
    record Excerpt(List<HealthObserved> events, Instant since) {}

    /// Empty when they cannot be read in time, or too many ask at once.
    Optional<Excerpt> of(Cell cell, Instant since);
}
