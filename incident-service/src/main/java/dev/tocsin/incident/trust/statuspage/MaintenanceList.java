package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicWindow;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.LivePage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Planned work that customers can read about.
///
/// @param asOf the time at which the page is true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
/// @param upcoming work that is not over, the earliest first
/// @param past the latest work that is over, the latest first; the history has all of it
public record MaintenanceList(
        String name,
        ZoneId zone,
        @Nullable Instant asOf,
        boolean fresh,
        List<AnnouncedWork> upcoming,
        List<AnnouncedWork> past)
        implements LivePage {

    private static final int MOST_UPCOMING = 100;
    private static final int MOST_PAST = 30;

    public static MaintenanceList of(LiveView view, Instant now) {
        var all = PublicWindow.all(view);
        return new MaintenanceList(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                view.asOf().orElse(null),
                view.isFresh(now),
                some(all.reversed(), work -> !work.isOver(), MOST_UPCOMING, view),
                some(all, AnnouncedWork::isOver, MOST_PAST, view));
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("as-of", new AsOf(asOf, fresh));
        parts.put("upcoming", upcoming);
        parts.put("past", past);
        return parts;
    }

    private static List<AnnouncedWork> some(
            List<WindowUpdated> windows, Predicate<AnnouncedWork> wanted, int most, LiveView view) {
        return windows.stream()
                .map(window -> AnnouncedWork.of(window, view))
                .filter(wanted)
                .limit(most)
                .toList();
    }
}
