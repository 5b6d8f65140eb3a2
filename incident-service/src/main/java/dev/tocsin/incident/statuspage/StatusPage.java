package dev.tocsin.incident.statuspage;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.incident.dashboard.Grid;
import dev.tocsin.incident.dashboard.Headline;
import dev.tocsin.incident.dashboard.LivePage;
import dev.tocsin.incident.dashboard.PlannedWork;
import dev.tocsin.incident.live.Audience;
import dev.tocsin.incident.live.CellView;
import dev.tocsin.incident.live.Incidents;
import dev.tocsin.incident.live.LiveView;
import dev.tocsin.incident.live.Names;
import dev.tocsin.incident.uptime.MonthReport;
import dev.tocsin.incident.uptime.Overview;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What customers see at one moment.
///
/// @param asOf as of when that is true; null before anything was seen
/// @param fresh whether that is how things are, rather than how they were
public record StatusPage(
        String name,
        ZoneId zone,
        Headline headline,
        @Nullable Instant asOf,
        boolean fresh,
        List<IncidentSnapshot> open,
        List<IncidentSnapshot> recent,
        Grid grid,
        List<PlannedWork> planned,
        List<MonthReport> months)
        implements LivePage {

    /// The path of an incident's page, up to its id.
    public static final String INCIDENT = "/incidents/";

    private static final int MOST_RECENT = 5;
    private static final int MOST_MONTHS = 6;

    public static StatusPage of(LiveView view, Overview uptime, Instant now) {
        var incidents = Incidents.of(view, Audience.PUBLIC);
        var open = incidents.stream()
                .filter(incident -> incident.incident().state().isOpen())
                .toList();
        var fresh = view.isFresh(now);
        return new StatusPage(
                Names.page(view.catalog()),
                Names.zone(view.catalog()),
                Headline.of(CellView.all(view, Audience.PUBLIC), open, fresh),
                view.asOf().orElse(null),
                fresh,
                open,
                incidents.stream()
                        .filter(incident -> !incident.incident().state().isOpen())
                        .limit(MOST_RECENT)
                        .toList(),
                Grid.of(view, Audience.PUBLIC, now).with(uptime),
                PlannedWork.of(view, Audience.PUBLIC, now),
                uptime.months().stream().limit(MOST_MONTHS).toList());
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("headline", headline);
        parts.put("as-of", new AsOf(asOf, fresh));
        parts.put("open", open);
        parts.put("planned", planned);
        parts.put("recent", recent);
        parts.put("months", months);
        parts.put("grid", grid.form());
        parts.put("rest", grid.rest());
        grid.tiles().forEach(tile -> parts.put(tile.id(), tile));
        return parts;
    }
}
