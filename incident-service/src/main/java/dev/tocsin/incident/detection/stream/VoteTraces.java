package dev.tocsin.incident.detection.stream;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.support.tracing.TraceParents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The trace of each vote's latest health event in one partition. A status change continues the trace of the event that
/// decided it, and links to those of the other votes.
///
/// They are kept in memory only, so the first changes after a restart lack links.
final class VoteTraces {

    private static final int MOST = 2_000;

    private final Map<Voter, String> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Voter, String> eldest) {
            return size() > MOST;
        }
    };

    private record Voter(Cell cell, String check, String vantagePoint) {}

    /// @param traceparent as the event's record has it; one that is not sampled leads nowhere, and is not kept
    void note(HealthObserved event, String traceparent) {
        var voter = new Voter(event.cell(), event.check(), event.vantagePoint());
        latest.remove(voter);
        if (TraceParents.isSampled(traceparent)) {
            latest.put(voter, traceparent);
        }
    }

    /// @param parent the trace of the event that decided the change, which needs no link
    List<String> links(StatusChanged change, @Nullable String parent) {
        return change.votes().stream()
                .map(vote -> latest.get(new Voter(change.cell(), vote.check(), vote.vantagePoint())))
                .filter(Objects::nonNull)
                .filter(traceparent -> !traceparent.equals(parent))
                .toList();
    }
}
