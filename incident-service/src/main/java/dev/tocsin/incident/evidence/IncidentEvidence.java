package dev.tocsin.incident.evidence;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.trust.live.LiveView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All evidence for an incident.
///
/// @param charts null when the figures cannot be read
/// @param votes what the vantage points saw of affected cells
public record IncidentEvidence(
        @Nullable EvidenceCharts charts, DependencyPath path, List<SuspectRow> suspects, List<CellVotes> votes) {

    public static IncidentEvidence of(IncidentSnapshot incident, LiveView view, @Nullable EvidenceCharts charts) {
        return new IncidentEvidence(
                charts,
                DependencyPath.of(incident, view),
                SuspectRow.of(incident.suspects()),
                CellVotes.of(incident, view));
    }
}
