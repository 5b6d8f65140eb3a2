package dev.tocsin.incident.trace.api;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.incident.postgres.DatabaseGuard;
import dev.tocsin.incident.trace.CellTrace;
import dev.tocsin.incident.trace.FoundTrace;
import dev.tocsin.incident.trace.topic.StatusHistory;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.writer.store.Trace;
import dev.tocsin.support.kafka.Unavailability;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the trace of a cell: its changes in Kafka, and the decisions about it in PostgreSQL.
@ApplicationScoped
public class CellTraces {

    private static final int MOST_DECISIONS = 2_000;

    private final CurrentView live;
    private final StatusHistory history;
    private final Trace trace;
    private final DatabaseGuard database;

    CellTraces(CurrentView live, StatusHistory history, Trace trace, DatabaseGuard database) {
        this.live = live;
        this.history = history;
        this.trace = trace;
        this.database = database;
    }

    /// @param around the time before and after `at` that is read
    CellTrace of(Cell cell, Instant at, Duration around) {
        return trace(cell, at, around, changes(cell, at, around), decisions(cell, at, around));
    }

    /// The same from what can be read, while Kafka or PostgreSQL may be away.
    public FoundTrace found(Cell cell, Instant at, Duration around) {
        var changes = Unavailability.asEmpty(() -> changes(cell, at, around));
        var decisions = database.asEmpty(() -> decisions(cell, at, around));
        return new FoundTrace(
                trace(cell, at, around, changes.orElse(List.of()), decisions.orElse(List.of())),
                changes.isPresent(),
                decisions.isPresent());
    }

    private CellTrace trace(
            Cell cell, Instant at, Duration around, List<StatusChanged> changes, List<TraceEntry> decisions) {
        return CellTrace.of(cell, at, standsSinceBefore(cell, at.minus(around)), changes, decisions);
    }

    private List<StatusChanged> changes(Cell cell, Instant at, Duration around) {
        return history.of(cell, at.minus(around), at.plus(around));
    }

    private List<TraceEntry> decisions(Cell cell, Instant at, Duration around) {
        return trace.of(cell, at.minus(around), at.plus(around), MOST_DECISIONS);
    }

    private @Nullable StatusChanged standsSinceBefore(Cell cell, Instant from) {
        return live.view()
                .status(cell)
                .filter(status -> status.time().isBefore(from))
                .orElse(null);
    }
}
