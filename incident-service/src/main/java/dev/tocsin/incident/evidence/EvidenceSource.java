package dev.tocsin.incident.evidence;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Gives the charts of incidents.
public interface EvidenceSource {

    /// Null when the figures cannot be read.
    ///
    /// @param most the most charts that are wanted
    @Nullable
    EvidenceCharts charts(IncidentSnapshot incident, Catalog catalog, int most, Instant now);
}
