package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The overview for a screen on a wall: what is wrong, and all cells as marks.
///
/// @param asOf the time at which the page was true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
/// @param open the open incidents, the gravest first
public record WallPage(
        String name,
        ZoneId zone,
        Headline headline,
        @Nullable Instant asOf,
        boolean fresh,
        SelfMonitoring monitoring,
        List<IncidentSnapshot> open,
        OverviewGrid cells)
        implements LivePage {

    /// More leave no room for the cells.
    static final int MOST_INCIDENTS = 6;

    public static WallPage of(LiveView view, Overview uptime, NoticeQueue notices, Instant now) {
        var cells = CellView.all(view, Audience.OPERATORS);
        var open = OpsPage.gravestFirst(view);
        var fresh = view.isFresh(now);
        return new WallPage(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                Headline.of(cells, open, fresh),
                view.asOf().orElse(null),
                fresh,
                SelfMonitoring.of(view, VantagePointView.all(view, now), uptime, notices, now),
                open,
                OverviewGrid.onWall(view, now));
    }

    public List<IncidentSnapshot> shown() {
        return open.stream().limit(MOST_INCIDENTS).toList();
    }

    /// The number of open incidents that are not shown.
    public int more() {
        return open.size() - shown().size();
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("headline", headline);
        parts.put("as-of", new AsOf(asOf, fresh));
        parts.put("sight", monitoring);
        parts.put("open", open);
        parts.putAll(cells.parts());
        return parts;
    }
}
