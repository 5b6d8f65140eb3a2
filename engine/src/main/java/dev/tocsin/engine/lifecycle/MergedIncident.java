package dev.tocsin.engine.lifecycle;

import dev.tocsin.contract.incident.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An incident that continues in another: the other reopens and has the postmortem.
///
/// @param into the id of the other incident
/// @param postmortemAt when a postmortem of it was published, which a release before allowed; or null
public record MergedIncident(
        IncidentFacts facts,
        Instant resolvedAt,
        String into,
        @Nullable Instant postmortemAt) implements Incident {

    @Override
    public IncidentState state() {
        return postmortemAt == null ? IncidentState.RESOLVED : IncidentState.POSTMORTEM;
    }
}
