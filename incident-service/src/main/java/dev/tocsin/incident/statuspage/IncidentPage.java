package dev.tocsin.incident.statuspage;

import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.dashboard.Status;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.Names;
import dev.tocsin.incident.recurrence.Recurrence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// The story of one incident, as the audience may read it.
///
/// @param recurrences for operators: of which trouble it is the third or a later one
public record IncidentPage(
        String name, ZoneId zone, IncidentSnapshot incident, List<Touched> touched, List<Recurrence> recurrences) {

    /// @param what such as `Log in in North America`
    public record Touched(String what, Status status, Instant onset) {}

    public static IncidentPage of(LiveView view, IncidentSnapshot incident, List<Recurrence> recurrences) {
        return new IncidentPage(
                Names.page(view.catalog()),
                Names.zone(view.catalog()),
                incident,
                incident.cells().stream().map(cell -> touched(cell, view)).toList(),
                recurrences);
    }

    private static Touched touched(CellImpact impact, LiveView view) {
        var cell = impact.cell();
        return new Touched(
                "%s in %s"
                        .formatted(
                                Names.component(view.catalog(), cell.component()),
                                Names.region(view.catalog(), cell.region())),
                Status.of(impact.verdict()),
                impact.onset());
    }
}
