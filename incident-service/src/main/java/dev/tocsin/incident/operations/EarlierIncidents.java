package dev.tocsin.incident.operations;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Incidents that are over, as they are stored: also those that are too old for [IncidentList].
///
/// @param incidents the newest first
/// @param next the id of the incident after which the next page begins; null on the last page
public record EarlierIncidents(
        List<IncidentSnapshot> incidents, @Nullable String next) {

    private static final int PAGE = 50;

    /// The number of stored incidents to read for a page: one more shows that another page follows.
    public static final int READ = PAGE + 1;

    /// Open incidents are left out, for the list has them all.
    ///
    /// @param stored at most [#READ], the newest first
    public static EarlierIncidents of(List<Incident> stored) {
        var read = stored.stream().limit(PAGE).toList();
        return new EarlierIncidents(
                read.stream()
                        .map(StoryStep::snapshotOf)
                        .filter(incident -> !incident.incident().state().isOpen())
                        .toList(),
                stored.size() > PAGE ? read.getLast().id() : null);
    }
}
