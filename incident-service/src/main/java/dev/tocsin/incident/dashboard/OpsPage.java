package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The operators' page at one point in time.
///
/// @param asOf the time at which the page was true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
/// @param open the open incidents, the gravest first
public record OpsPage(
        String name,
        ZoneId zone,
        Headline headline,
        @Nullable Instant asOf,
        boolean fresh,
        long catalogVersion,
        List<IncidentSnapshot> open,
        List<IncidentSnapshot> recent,
        OverviewGrid cells,
        WorldMap map,
        SelfMonitoring monitoring,
        List<VantagePointView> vantagePoints,
        List<AlertRaised> alerts,
        List<AnnouncedWork> planned)
        implements LivePage {

    /// The path of an incident's page, up to its id.
    public static final String INCIDENT = "/ops/incident?id=";

    private static final int MOST_RECENT = 10;

    public static OpsPage of(LiveView view, Overview uptime, NoticeQueue notices, Instant now) {
        var open = gravestFirst(view);
        var fresh = view.isFresh(now);
        var cells = CellView.all(view, Audience.OPERATORS);
        var vantagePoints = VantagePointView.all(view, now);
        return new OpsPage(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                Headline.of(cells, open, fresh),
                view.asOf().orElse(null),
                fresh,
                view.catalog().version(),
                open,
                Incidents.of(view, Audience.OPERATORS).stream()
                        .filter(incident -> !incident.incident().state().isOpen())
                        .limit(MOST_RECENT)
                        .toList(),
                OverviewGrid.of(view, uptime, now),
                WorldMap.of(view, cells, vantagePoints, now),
                SelfMonitoring.of(view, vantagePoints, uptime, notices, now),
                vantagePoints,
                view.alerts().values().stream()
                        .sorted(Comparator.comparing(AlertRaised::time)
                                .reversed()
                                .thenComparing(AlertRaised::subject))
                        .toList(),
                AnnouncedWork.of(view, Audience.OPERATORS, now));
    }

    static List<IncidentSnapshot> gravestFirst(LiveView view) {
        return Incidents.open(view, Audience.OPERATORS).stream()
                .sorted(Comparator.comparing(incident -> incident.incident().severity(), Comparator.reverseOrder()))
                .toList();
    }

    /// The cells of the open incidents that this person has, as far as the incidents name them.
    public Set<Cell> cellsOf(String person) {
        return open.stream()
                .filter(incident -> person.equals(Incidents.owner(incident)))
                .flatMap(incident -> incident.cells().stream())
                .map(CellImpact::cell)
                .collect(Collectors.toSet());
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("headline", headline);
        parts.put("as-of", new AsOf(asOf, fresh));
        parts.put("sight", monitoring);
        parts.put("alerts", alerts);
        parts.put("open", open);
        parts.put("planned", planned);
        parts.put("map", map);
        parts.put("monitoring", monitoring);
        parts.put("vantage-points", vantagePoints);
        parts.put("recent", recent);
        parts.putAll(cells.parts());
        return parts;
    }
}
