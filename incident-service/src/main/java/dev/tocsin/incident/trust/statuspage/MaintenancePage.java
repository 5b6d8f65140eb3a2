package dev.tocsin.incident.trust.statuspage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.catalog.RecurrenceSentence;
import dev.tocsin.engine.maintenance.MaintenancePlan;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.trust.pageparts.WorkUpdate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One window of planned work, as customers may read it.
///
/// @param asOf the time at which the page is true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
/// @param recurrence the times at which such work is done, in words; null if it is done once
/// @param updates the newest first
public record MaintenancePage(
        String name,
        ZoneId zone,
        @Nullable Instant asOf,
        boolean fresh,
        AnnouncedWork work,
        @Nullable String recurrence,
        List<AffectedRegion> regions,
        List<WorkUpdate> updates,
        SubscribeScope scope)
        implements LivePage {

    /// The path of a window's page, up to its id.
    public static final String PATH = "/maintenance/";

    /// More components of one region than anybody reads; the rest are counted.
    private static final int MOST_COMPONENTS = 20;

    /// The end of the id of a window that a plan made: its local date and time.
    private static final Pattern START = Pattern.compile("-\\d{8}-\\d{4}");

    /// @param more the number of components that are not shown
    public record AffectedRegion(String name, List<String> components, long more) {}

    /// @param window the window as customers may see it
    public static MaintenancePage of(LiveView view, WindowUpdated window, Instant now) {
        var work = AnnouncedWork.of(window, view);
        return new MaintenancePage(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                view.asOf().orElse(null),
                view.isFresh(now),
                work,
                plan(window, view)
                        .flatMap(plan ->
                                RecurrenceSentence.of(MaintenancePlan.of(plan).timetable()))
                        .orElse(null),
                window.cells().stream()
                        .collect(groupingBy(Cell::region, LinkedHashMap::new, mapping(Cell::component, toList())))
                        .entrySet()
                        .stream()
                        .map(region -> region(region.getKey(), region.getValue(), view))
                        .toList(),
                WorkUpdate.of(window, work.where()),
                SubscribeScope.of(window));
    }

    @Override
    public SequencedMap<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        parts.put("standing", work);
        parts.put("as-of", new AsOf(asOf, fresh));
        parts.put("affected", regions);
        parts.put("updates", updates);
        return parts;
    }

    private static AffectedRegion region(String id, List<String> components, LiveView view) {
        return new AffectedRegion(
                DisplayNames.region(view.catalog(), id),
                components.stream()
                        .limit(MOST_COMPONENTS)
                        .map(component -> DisplayNames.component(view.catalog(), component))
                        .toList(),
                Math.max(0, components.size() - MOST_COMPONENTS));
    }

    private static Optional<MaintenancePlanned> plan(WindowUpdated window, LiveView view) {
        return view.catalog().plans().stream()
                .filter(plan -> window.window().startsWith(plan.id()))
                .filter(plan -> START.matcher(
                                window.window().substring(plan.id().length()))
                        .matches())
                .findFirst();
    }
}
