package dev.tocsin.incident.trust.readers;

import dev.tocsin.contract.Text;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.PublicWindow;
import dev.tocsin.incident.trust.readers.Shapes.ApiComponent;
import dev.tocsin.incident.trust.readers.Shapes.ApiComponents;
import dev.tocsin.incident.trust.readers.Shapes.ApiIncident;
import dev.tocsin.incident.trust.readers.Shapes.ApiIncidents;
import dev.tocsin.incident.trust.readers.Shapes.ApiMaintenance;
import dev.tocsin.incident.trust.readers.Shapes.ApiMaintenances;
import dev.tocsin.incident.trust.readers.Shapes.ApiPage;
import dev.tocsin.incident.trust.readers.Shapes.ApiStatus;
import dev.tocsin.incident.trust.readers.Shapes.ApiSummary;
import dev.tocsin.incident.trust.story.Story;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that machines may read, at one point in time. Equal values are written as the same bytes.
///
/// @param newest the newest incidents, at most 50, the newest first
/// @param unresolved all open incidents
/// @param windows maintenance windows that touch public components, the latest first
public record PublicStatus(
        Calling calling,
        ApiPage page,
        Level level,
        List<ApiComponent> components,
        List<ApiIncident> newest,
        List<ApiIncident> unresolved,
        List<ApiMaintenance> maintenances,
        List<ShownWork> windows) {

    private static final int MOST = 50;

    /// A window for the calendar.
    ///
    /// @param where such as `Log in – North America`
    public record ShownWork(WindowUpdated window, String where) {}

    /// @param stories gives the story of an incident as the public may read it
    public static PublicStatus of(LiveView view, Function<IncidentSnapshot, Story> stories, Instant now) {
        return of(view, stories, null, now);
    }

    /// @param site the URL at which readers reach the page; null to take the address in the catalog
    public static PublicStatus of(
            LiveView view, Function<IncidentSnapshot, Story> stories, @Nullable URI site, Instant now) {
        var calling = Calling.of(view.catalog(), site);
        var fresh = view.isFresh(now);
        var cells = CellComponents.of(view, fresh, calling);
        var shapes = new IncidentShapes(cells, calling);
        var plans = new MaintenanceShapes(view, cells, calling);
        var incidents = dev.tocsin.incident.trust.live.Incidents.of(view, Audience.PUBLIC);
        var open = incidents.stream()
                .filter(incident -> incident.incident().state().isOpen())
                .toList();
        var windows = PublicWindow.all(view);
        return new PublicStatus(
                calling,
                new ApiPage(
                        PublicIds.PAGE,
                        calling.name(),
                        calling.url(),
                        calling.zone().getId(),
                        calling.moment(changedAt(view, incidents, windows))),
                level(view, cells, open, fresh),
                cells.all(),
                incidents.stream()
                        .limit(MOST)
                        .map(incident -> shapes.of(incident, stories.apply(incident)))
                        .toList(),
                open.stream()
                        .map(incident -> shapes.of(incident, stories.apply(incident)))
                        .toList(),
                windows.stream().map(plans::of).toList(),
                windows.stream()
                        .map(window -> new ShownWork(window, MaintenanceShapes.where(window, view)))
                        .toList());
    }

    public ApiSummary summary() {
        return new ApiSummary(
                page,
                components,
                unresolved,
                Stream.concat(active(), upcoming()).toList(),
                level);
    }

    public ApiStatus standing() {
        return new ApiStatus(page, level);
    }

    public ApiComponents allComponents() {
        return new ApiComponents(page, components);
    }

    public ApiIncidents newestIncidents() {
        return new ApiIncidents(page, newest);
    }

    public ApiIncidents unresolvedIncidents() {
        return new ApiIncidents(page, unresolved);
    }

    public ApiMaintenances newestMaintenances() {
        return new ApiMaintenances(page, maintenances.stream().limit(MOST).toList());
    }

    public ApiMaintenances upcomingMaintenances() {
        return new ApiMaintenances(page, upcoming().toList());
    }

    public ApiMaintenances activeMaintenances() {
        return new ApiMaintenances(page, active().toList());
    }

    private Stream<ApiMaintenance> upcoming() {
        return maintenances.reversed().stream()
                .filter(work -> work.incident().status().equals("scheduled"));
    }

    private Stream<ApiMaintenance> active() {
        return maintenances.reversed().stream()
                .filter(work ->
                        MaintenanceShapes.ACTIVE.contains(work.incident().status()));
    }

    /// An unknown status is never called operational: the words are our own then.
    private static Level level(LiveView view, CellComponents shown, List<IncidentSnapshot> open, boolean fresh) {
        var cells = CellView.all(view, Audience.PUBLIC);
        var bad = cells.stream().anyMatch(cell -> cell.isBad() && !cell.maintenance());
        var headline = Headline.of(cells, open, fresh);
        return !bad && headline.status() == Status.UNKNOWN
                ? Level.unseen(Text.safe(headline.text()))
                : Level.of(shown.cells().values().stream()
                        .map(ApiComponent::status)
                        .toList());
    }

    private static Instant changedAt(LiveView view, List<IncidentSnapshot> incidents, List<WindowUpdated> windows) {
        return Stream.of(
                        view.catalog().published().map(CatalogVersionPublished::time).stream(),
                        CellView.all(view, Audience.PUBLIC).stream()
                                .flatMap(cell -> Stream.ofNullable(cell.changedAt())),
                        incidents.stream().map(IncidentSnapshot::time),
                        windows.stream().map(WindowUpdated::time))
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
