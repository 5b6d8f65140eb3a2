package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.trust.pageparts.RunningTrouble;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The operators' page at one point in time.
///
/// @param asOf the time at which the page was true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
public record OpsPage(
        String name,
        ZoneId zone,
        Headline headline,
        @Nullable Instant asOf,
        boolean fresh,
        long catalogVersion,
        List<IncidentSnapshot> open,
        List<IncidentSnapshot> recent,
        Grid grid,
        WorldMap map,
        List<VantagePointView> vantagePoints,
        List<AlertRaised> alerts,
        List<AnnouncedWork> planned)
        implements LivePage {

    /// The path of an incident's page, up to its id.
    public static final String INCIDENT = "/ops/incident?id=";

    private static final int MOST_RECENT = 10;

    public static OpsPage of(LiveView view, Overview uptime, Instant now) {
        var incidents = Incidents.of(view, Audience.OPERATORS);
        var open = incidents.stream()
                .filter(incident -> incident.incident().state().isOpen())
                .toList();
        var fresh = view.isFresh(now);
        var cells = CellView.all(view, Audience.OPERATORS);
        return new OpsPage(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                Headline.of(cells, open, fresh),
                view.asOf().orElse(null),
                fresh,
                view.catalog().version(),
                open,
                incidents.stream()
                        .filter(incident -> !incident.incident().state().isOpen())
                        .limit(MOST_RECENT)
                        .toList(),
                Grid.of(view, cells, now)
                        .with(uptime, RunningTrouble.of(view, uptime))
                        .worstFirst(),
                WorldMap.of(view, cells, now),
                VantagePointView.all(view, now),
                view.alerts().values().stream()
                        .sorted(Comparator.comparing(AlertRaised::time)
                                .reversed()
                                .thenComparing(AlertRaised::subject))
                        .toList(),
                AnnouncedWork.of(view, Audience.OPERATORS, now));
    }

    /// One sentence on whether Tocsin's own vantage points work.
    public String sight() {
        if (vantagePoints.isEmpty()) {
            return "No vantage point is in the catalog";
        }
        if (vantagePoints.stream().noneMatch(VantagePointView::known)) {
            return "No vantage point reports";
        }
        var seeing = vantagePoints.stream().filter(VantagePointView::sees).count();
        if (seeing == 1 && vantagePoints.size() == 1) {
            return "The only vantage point is working";
        }
        return seeing == vantagePoints.size()
                ? "All %d vantage points working".formatted(seeing)
                : "%d of %d vantage points working".formatted(seeing, vantagePoints.size());
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("headline", headline);
        parts.put("as-of", new AsOf(asOf, fresh));
        parts.put("sight", sight());
        parts.put("alerts", alerts);
        parts.put("open", open);
        parts.put("planned", planned);
        parts.put("map", map);
        parts.put("vantage-points", vantagePoints);
        parts.put("recent", recent);
        parts.put("grid", grid.form());
        parts.put("rest", grid.rest());
        parts.putAll(grid.parts());
        return parts;
    }
}
