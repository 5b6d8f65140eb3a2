package dev.tocsin.incident.trust.uptime;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.LivePage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The page of one cell, with its present state.
///
/// @param page the cell's past, which may have been read a moment ago
/// @param isRead whether the past was read at all
public record LiveCellPage(CellPage page, boolean isRead, CellStanding standing, LastDays lastDays)
        implements LivePage {

    private record Standing(Status status, @Nullable Instant since, List<IncidentSnapshot> open) {}

    public static LiveCellPage of(CellPage page, Overview overview, LiveView view, Audience audience, Instant now) {
        return new LiveCellPage(
                page, true, CellStanding.of(view, page.cell(), audience, now), LastDays.of(page, overview, view));
    }

    /// The page before the cell's past was read.
    public static LiveCellPage unread(CellPage page, LiveView view, Audience audience, Instant now) {
        return new LiveCellPage(
                page, false, CellStanding.of(view, page.cell(), audience, now), new LastDays(List.of(), null));
    }

    @Override
    public ZoneId zone() {
        return page.zone();
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("standing", new Standing(standing.status(), standing.since(), standing.open()));
        parts.put("as-of", new AsOf(standing.asOf(), standing.fresh()));
        if (isRead) {
            parts.put("last-days", lastDays);
            parts.put("days", page.days());
            parts.put("months", page.months());
        }
        return parts;
    }
}
