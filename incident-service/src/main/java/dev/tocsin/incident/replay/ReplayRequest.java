package dev.tocsin.incident.replay;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.replay.ReplaySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The span of time to replay, and the settings that differ from the catalog's.
///
/// @param cells whose incidents are shown; empty for all
/// @param version of the catalog
public record ReplayRequest(List<Cell> cells, Instant from, Instant to, ReplaySettings settings, long version) {

    public static final Duration LONGEST = Duration.ofHours(6);

    /// All votes are there again after this time, because the replay begins without any.
    public static final Duration LEAD = Duration.ofMinutes(30);

    private static final Duration TAIL = Duration.ofMinutes(30);

    public ReplayRequest {
        cells = List.copyOf(cells);
    }

    /// A span of time, to the minute.
    public record ReplaySpan(Instant from, Instant to) {

        /// From a while before the incident until a while after its end, and never longer than [#LONGEST].
        public static ReplaySpan of(IncidentSnapshot incident, Instant now) {
            var onset = incident.outages().stream()
                    .map(IncidentSnapshot.OutageSummary::onset)
                    .min(Instant::compareTo)
                    .orElse(incident.startedAt());
            var from = onset.minus(LEAD).truncatedTo(ChronoUnit.MINUTES);
            var end = incident.resolvedAt() == null
                    ? now
                    : least(now, incident.resolvedAt().plus(TAIL));
            return new ReplaySpan(from, least(end, from.plus(LONGEST)).truncatedTo(ChronoUnit.MINUTES));
        }

        private static Instant least(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }
    }

    public static List<Cell> cellsOf(IncidentSnapshot incident) {
        return incident.cells().stream().map(CellImpact::cell).toList();
    }
}
