package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicWindow;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.statuspage.StatusPage.Region;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Incidents that customers can read about and planned work, by month.
///
/// @param regions the regions that can be chosen
/// @param region the chosen region; null for all
/// @param months the newest first
/// @param earlier the newest month of the page before; null when nothing is older
/// @param later the newest month of the page after; null on the page of the present month
/// @param more the id of the last incident, when older ones of these months are on a further page; or null
public record IncidentHistory(
        String name,
        ZoneId zone,
        List<Region> regions,
        @Nullable Region region,
        YearMonth last,
        List<IncidentMonth> months,
        @Nullable YearMonth earlier,
        @Nullable YearMonth later,
        @Nullable String more) {

    /// @param incidents the newest first
    /// @param works planned work that began in the month, the latest first
    /// @param isCounted whether the month has a page of its uptime
    public record IncidentMonth(
            YearMonth month, List<HistoryIncident> incidents, List<AnnouncedWork> works, boolean isCounted) {

        public boolean isEmpty() {
            return incidents.isEmpty() && works.isEmpty();
        }
    }

    /// Incidents of a range as they are stored.
    ///
    /// @param incidents the newest first
    /// @param more the id of the last stored one, when there are older ones in the range; or null
    /// @param first the start of the first incident of all; empty before any
    /// @param isContinued whether they follow others of the same range
    public record StoredPart(
            List<HistoryIncident> incidents, @Nullable String more, Optional<Instant> first, boolean isContinued) {}

    /// @param wanted the region's id; null for all
    public static IncidentHistory of(
            LiveView view, Overview uptime, HistoryRange range, StoredPart stored, @Nullable String wanted) {
        var regions = CellView.all(view, Audience.PUBLIC).stream()
                .map(cell -> new Region(cell.cell().region(), cell.regionName()))
                .distinct()
                .toList();
        var incidents = Stream.concat(stored.incidents().stream(), notStoredYet(view, range, stored))
                .filter(incident -> incident.touches(wanted))
                .sorted(Comparator.comparing(
                                (HistoryIncident past) -> past.incident().startedAt())
                        .reversed())
                .toList();
        var windows = stored.isContinued() ? List.<WindowUpdated>of() : windows(view, wanted);
        return new IncidentHistory(
                DisplayNames.page(view.catalog()),
                range.zone(),
                regions,
                regions.stream()
                        .filter(region -> region.id().equals(wanted))
                        .findFirst()
                        .orElse(null),
                range.last(),
                range.months().stream()
                        .map(month -> new IncidentMonth(
                                month,
                                incidents.stream()
                                        .filter(past ->
                                                isIn(month, past.incident().startedAt(), range))
                                        .toList(),
                                windows.stream()
                                        .filter(window -> isIn(month, window.startsAt(), range))
                                        .map(window -> AnnouncedWork.of(window, view))
                                        .toList(),
                                uptime.month(month).isPresent()))
                        .filter(month -> !stored.isContinued() || !month.isEmpty())
                        .toList(),
                hasEarlier(view, range, stored) ? range.earlier() : null,
                range.hasLater() ? range.later() : null,
                stored.more());
    }

    /// Incidents that were published and are not in the database: a moment ago, or while it cannot be read.
    private static Stream<HistoryIncident> notStoredYet(LiveView view, HistoryRange range, StoredPart stored) {
        if (stored.isContinued()) {
            return Stream.empty();
        }
        var known =
                stored.incidents().stream().map(past -> past.incident().key()).collect(Collectors.toSet());
        Predicate<IncidentSnapshot> isHere = incident -> !incident.startedAt().isBefore(oldest(range, stored))
                && incident.startedAt().isBefore(range.span().to());
        return Incidents.of(view, Audience.PUBLIC).stream()
                .filter(isHere)
                .filter(incident -> !known.contains(incident.key()))
                .map(incident -> new HistoryIncident(incident, null));
    }

    private static Instant oldest(HistoryRange range, StoredPart stored) {
        return stored.more() == null || stored.incidents().isEmpty()
                ? range.span().from()
                : stored.incidents().getLast().incident().startedAt();
    }

    private static List<WindowUpdated> windows(LiveView view, @Nullable String region) {
        return PublicWindow.all(view).stream()
                .filter(window -> region == null
                        || window.cells().stream()
                                .anyMatch(cell -> cell.region().equals(region)))
                .toList();
    }

    private static boolean hasEarlier(LiveView view, HistoryRange range, StoredPart stored) {
        var from = range.span().from();
        return Stream.of(
                        stored.first().stream(),
                        view.incidents().values().stream().map(IncidentSnapshot::startedAt),
                        view.windows().values().stream().map(WindowUpdated::startsAt))
                .flatMap(starts -> starts)
                .anyMatch(start -> start.isBefore(from));
    }

    private static boolean isIn(YearMonth month, Instant at, HistoryRange range) {
        return YearMonth.from(at.atZone(range.zone())).equals(month);
    }
}
