package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.MonthTable;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Headline;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.Grid.Tile;
import dev.tocsin.incident.trust.pageparts.LivePage;
import dev.tocsin.incident.trust.pageparts.RunningTrouble;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.story.Story.NextUpdate;
import dev.tocsin.incident.trust.story.Story.StoryEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The status page at one point in time, for all regions or for the chosen one.
///
/// @param asOf the time at which the page is true; null before anything was received
/// @param fresh whether the page shows the present state, rather than a past one
/// @param regions the regions that can be chosen
/// @param region the region that was chosen; null for all
/// @param lastDay the last day of the bars; null before anything was counted
public record StatusPage(
        String name,
        ZoneId zone,
        Headline headline,
        @Nullable Instant asOf,
        boolean fresh,
        List<Region> regions,
        @Nullable Region region,
        List<ShownIncident> open,
        List<IncidentSnapshot> recent,
        Grid grid,
        List<AnnouncedWork> planned,
        MonthTable months,
        @Nullable LocalDate lastDay)
        implements LivePage {

    /// The path of an incident's page, up to its id.
    public static final String INCIDENT = "/incidents/";

    private static final int MOST_REGIONS = 6;
    private static final int MOST_RECENT = 5;
    private static final int MOST_MONTHS = 6;

    /// Longer texts are read on the incident's own page.
    private static final int LONGEST_UPDATE = 1_000;

    public record Region(String id, String name) {}

    /// At midnight all bars move on, and with them the day that a tap on a bar opens.
    private record BarredGrid(Grid.Form form, @Nullable LocalDate lastDay) {}

    /// @param where such as `North America and Europe`
    /// @param latest the latest entry, of a long text the beginning; or null
    /// @param nextUpdate the next update that is promised, or null
    public record ShownIncident(
            IncidentSnapshot incident,
            String where,
            @Nullable StoryEntry latest,
            @Nullable NextUpdate nextUpdate) {}

    /// @param stories gives the story of an incident as customers may read it
    /// @param wanted the region's id; null for all; an unknown id counts as null
    public static StatusPage of(
            LiveView view,
            Overview uptime,
            Function<IncidentSnapshot, Story> stories,
            @Nullable String wanted,
            Instant now) {
        var all = CellView.all(view, Audience.PUBLIC);
        var regions = regions(all);
        var region = regions.stream()
                .filter(known -> known.id().equals(wanted))
                .findFirst()
                .orElse(null);
        var cells = all.stream().filter(cell -> isIn(region, cell.cell())).toList();
        var everywhere = Incidents.of(view, Audience.PUBLIC);
        var incidents = everywhere.stream()
                .filter(incident ->
                        region == null || incident.incident().regions().contains(region.id()))
                .toList();
        var open = incidents.stream()
                .filter(incident -> incident.incident().state().isOpen())
                .toList();
        var shown = cells.stream().map(CellView::cell).collect(Collectors.toUnmodifiableSet());
        var fresh = view.isFresh(now);
        var running = RunningTrouble.of(view, uptime);
        return new StatusPage(
                DisplayNames.page(view.catalog()),
                DisplayNames.zone(view.catalog()),
                Headline.of(
                        all,
                        everywhere.stream()
                                .filter(incident -> incident.incident().state().isOpen())
                                .toList(),
                        fresh,
                        region == null ? null : region.id()),
                view.asOf().orElse(null),
                fresh,
                regions,
                region,
                open.stream()
                        .map(incident -> open(incident, stories.apply(incident), view, now))
                        .toList(),
                incidents.stream()
                        .filter(incident -> !incident.incident().state().isOpen())
                        .limit(MOST_RECENT)
                        .toList(),
                Grid.of(view, cells, now).with(uptime, running),
                AnnouncedWork.of(view, shown::contains, now),
                MonthTable.of(uptime, region == null ? null : region.id(), running.missing(), MOST_MONTHS),
                uptime.days().isEmpty() ? null : uptime.days().getLast());
    }

    /// The page of a customer, as if the product had only what the scope names.
    public static StatusPage of(
            LiveView view,
            CustomerScope scope,
            Overview uptime,
            Function<IncidentSnapshot, Story> stories,
            @Nullable String wanted,
            Instant now) {
        return of(CustomerView.of(view, scope), uptime, stories, wanted, now);
    }

    /// Whether there are too many regions to show them above the main content.
    public boolean isOfManyRegions() {
        return regions.size() > MOST_REGIONS;
    }

    private static List<Region> regions(List<CellView> cells) {
        return cells.stream()
                .map(cell -> new Region(cell.cell().region(), cell.regionName()))
                .distinct()
                .toList();
    }

    private static boolean isIn(@Nullable Region region, Cell cell) {
        return region == null || cell.region().equals(region.id());
    }

    /// The regions and components that the link to subscribe chooses.
    public SubscribeScope scope() {
        return SubscribeScope.of(region == null ? null : region.id());
    }

    /// The same for a customer: what the page shows.
    public SubscribeScope ownScope() {
        return SubscribeScope.of(grid.tiles().map(Tile::cell).toList());
    }

    private static ShownIncident open(IncidentSnapshot incident, Story story, LiveView view, Instant now) {
        return new ShownIncident(
                incident,
                DisplayNames.some(incident.incident().regions().stream()
                        .map(region -> DisplayNames.region(view.catalog(), region))
                        .toList()),
                story.entries().isEmpty() ? null : story.entries().getFirst().cut(LONGEST_UPDATE),
                story.nextUpdate(now));
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
        parts.put("grid", new BarredGrid(grid.form(), lastDay));
        parts.put("rest", grid.rest());
        parts.putAll(grid.parts());
        return parts;
    }
}
