package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.MergedIncident;
import dev.tocsin.engine.lifecycle.StoryStep;
import dev.tocsin.incident.trust.live.PublicIncident;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An incident in the history, as customers may see it.
///
/// @param mergedInto the incident in which it continues; null unless it was merged
public record HistoryIncident(
        IncidentSnapshot incident, @Nullable String mergedInto) {

    /// Empty for an incident that customers do not see.
    public static Optional<HistoryIncident> of(Incident stored, Catalog catalog) {
        return PublicIncident.of(StoryStep.snapshotOf(stored), catalog)
                .map(seen -> new HistoryIncident(seen, stored instanceof MergedIncident merged ? merged.into() : null));
    }

    boolean touches(@Nullable String region) {
        return region == null || incident.incident().regions().contains(region);
    }
}
