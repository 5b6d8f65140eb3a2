package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.IncidentState;
import java.time.Instant;

/// An incident that continues in another: the other reopens and has the postmortem.
///
/// @param into the id of the other incident
public record MergedIncident(IncidentFacts facts, Instant resolvedAt, String into) implements Incident {

    @Override
    public IncidentState state() {
        return IncidentState.RESOLVED;
    }
}
