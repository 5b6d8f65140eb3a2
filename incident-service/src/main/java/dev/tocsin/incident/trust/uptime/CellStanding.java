package dev.tocsin.incident.trust.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The present state of one cell.
///
/// @param since the time when a bad status began, or null
/// @param asOf the time at which this is true; null before anything was received
/// @param fresh whether this is the present state, rather than a past one
/// @param open open incidents that affect the cell
public record CellStanding(
        Status status, @Nullable Instant since, @Nullable Instant asOf, boolean fresh, List<IncidentSnapshot> open) {

    public static CellStanding of(LiveView view, Cell cell, Audience audience, Instant now) {
        var fresh = view.isFresh(now);
        var open = Incidents.open(view, audience).stream()
                .filter(incident -> incident.cells().stream()
                        .anyMatch(impact -> impact.cell().equals(cell)))
                .toList();
        return CellView.all(view, audience).stream()
                .filter(known -> known.cell().equals(cell))
                .findFirst()
                .map(known -> new CellStanding(
                        known.status(fresh),
                        known.isBad() ? known.onset() : null,
                        view.asOf().orElse(null),
                        fresh,
                        open))
                .orElseGet(() ->
                        new CellStanding(Status.UNWATCHED, null, view.asOf().orElse(null), fresh, open));
    }
}
