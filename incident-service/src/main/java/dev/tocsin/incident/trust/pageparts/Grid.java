package dev.tocsin.incident.trust.pageparts;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Bar;
import dev.tocsin.engine.uptime.Formula;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.LiveView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Components by regions; if there are more than [#MOST_ROWS], the worst of them.
///
/// @param rest the components that are left out
/// @param mask the rows and columns that a filter hides
public record Grid(List<Column> columns, List<ComponentGroup> groups, Rest rest, GridMask mask) {

    /// More than anybody reads, and few enough for a page that loads at once.
    static final int MOST_ROWS = 200;

    /// More columns do not fit beside one another on a usual screen; then each component is a line of its own.
    static final int MOST_COLUMNS = 4;

    /// Among more components, readers look one up rather than read them all.
    static final int MOST_READ = 12;

    public record Column(String region, String name) {}

    /// Components that are not shown, which are no worse than the shown ones.
    ///
    /// @param bad the number of them that are down or degraded somewhere
    public record Rest(long components, long bad) {}

    /// @param name empty for components without a group
    public record ComponentGroup(String name, List<GridRow> rows) {}

    /// @param tiles one for each column; null where the component does not exist
    /// @param share the share of its last days that it was up, in percent; null before anything was counted
    public record GridRow(
            String component,
            String name,
            boolean isPublic,
            List<@Nullable Tile> tiles,
            @Nullable BigDecimal share) {

        private GridRow with(Overview uptime, RunningTrouble running) {
            var next = new ArrayList<@Nullable Tile>();
            var counted = StatusDurations.NONE;
            for (var tile : tiles) {
                var days = tile == null ? null : uptime.lastDays(tile.cell());
                if (tile == null || days == null) {
                    next.add(tile);
                } else {
                    var here = days.counted().plus(running.of(tile.cell()));
                    next.add(tile.with(days.bar(), share(here)));
                    counted = counted.plus(here);
                }
            }
            return new GridRow(component, name, isPublic, Collections.unmodifiableList(next), share(counted));
        }

        private static @Nullable BigDecimal share(StatusDurations counted) {
            return Formula.WEIGHTED.percent(counted).orElse(null);
        }

        /// The id of the component's line in a page.
        public String id() {
            return "component-" + component;
        }

        /// The component in one line, for catalogs with too many regions for a table.
        public ComponentSummary summary() {
            var there = tiles.stream().filter(Objects::nonNull).toList();
            var worst = worst();
            var regions = there.stream()
                    .filter(tile -> tile.status() == worst)
                    .map(Tile::region)
                    .toList();
            var where = regions.size() == there.size() && there.size() > 1
                    ? "in all %d regions".formatted(there.size())
                    : "in " + DisplayNames.some(regions);
            var others = there.stream()
                    .filter(tile -> tile.status() != worst && tile.status().rank() <= Status.DEGRADED.rank())
                    .count();
            return new ComponentSummary(
                    name,
                    isPublic,
                    worst,
                    others == 0 ? where : "%s, degraded in %d more".formatted(where, others),
                    there.stream().map(Tile::status).toList(),
                    share);
        }

        public Status worst() {
            var worst = Status.UNWATCHED;
            for (var tile : tiles) {
                if (tile != null && tile.status().rank() < worst.rank()) {
                    worst = tile.status();
                }
            }
            return worst;
        }
    }

    /// A component in one line.
    ///
    /// @param status the worst of its statuses
    /// @param where the regions in which it has that status, such as `in North America`
    /// @param statuses its statuses by region
    /// @param share as in [GridRow]
    public record ComponentSummary(
            String name,
            boolean isPublic,
            Status status,
            String where,
            List<Status> statuses,
            @Nullable BigDecimal share) {}

    /// @param what the cell's name, such as `Log in – North America`
    /// @param region the region's name
    /// @param since the time when the bad status began, or null
    /// @param note what an operator should know beside it, or empty
    /// @param bar the cell's last days, or null
    /// @param share as in [GridRow]
    public record Tile(
            Cell cell,
            String what,
            String region,
            Status status,
            @Nullable Instant since,
            String note,
            @Nullable Bar bar,
            @Nullable BigDecimal share) {

        Tile with(Bar lastDays, @Nullable BigDecimal shareUp) {
            return new Tile(cell, what, region, status, since, note, lastDays, shareUp);
        }

        /// The id of the tile in the page.
        public String id() {
            return mark().id();
        }

        public CellMark mark() {
            return new CellMark(cell, what, status);
        }
    }

    public static Grid of(LiveView view, Audience audience, Instant now) {
        return of(view, CellView.all(view, audience), now);
    }

    /// The grid of these cells alone.
    public static Grid of(LiveView view, List<CellView> cells, Instant now) {
        return of(view.catalog(), cells, MOST_ROWS, view.isFresh(now));
    }

    /// @param mostRows of more components, the worst are shown
    /// @param fresh whether the data is fresh
    public static Grid of(Catalog catalog, List<CellView> cells, int mostRows, boolean fresh) {
        var columns = columns(catalog, cells);
        var components = List.copyOf(cells.stream()
                .collect(
                        Collectors.groupingBy(cell -> cell.cell().component(), LinkedHashMap::new, Collectors.toList()))
                .values());
        var badness = components.stream()
                .mapToInt(component -> badness(component, fresh))
                .toArray();
        var shown = shown(badness, mostRows);
        var groups = new LinkedHashMap<String, List<GridRow>>();
        shown.stream()
                .map(components::get)
                .forEach(component -> groups.computeIfAbsent(
                                Objects.requireNonNullElse(component.getFirst().group(), ""), _ -> new ArrayList<>())
                        .add(row(component, columns, fresh)));
        return new Grid(
                columns,
                groups.entrySet().stream()
                        .map(group -> new ComponentGroup(group.getKey(), List.copyOf(group.getValue())))
                        .toList(),
                new Rest(badness.length - shown.size(), (int)
                        (bad(Arrays.stream(badness)) - bad(shown.stream().mapToInt(it -> badness[it])))),
                GridMask.NOTHING);
    }

    /// The shown components in the order of the catalog, which also decides between equally bad ones.
    private static List<Integer> shown(int[] badness, int mostRows) {
        return IntStream.range(0, badness.length)
                .boxed()
                .sorted(Comparator.comparingInt(component -> badness[component]))
                .limit(mostRows)
                .sorted()
                .toList();
    }

    private static long bad(IntStream badness) {
        return badness.filter(it -> it <= Status.DEGRADED.rank()).count();
    }

    private static int badness(List<CellView> component, boolean fresh) {
        return component.stream()
                .mapToInt(cell -> cell.status(fresh).rank())
                .min()
                .orElse(Status.UNWATCHED.rank());
    }

    /// The grid with each cell's last days.
    public Grid with(Overview uptime, RunningTrouble running) {
        return new Grid(
                columns,
                groups.stream()
                        .map(group -> new ComponentGroup(
                                group.name(),
                                group.rows().stream()
                                        .map(row -> row.with(uptime, running))
                                        .toList()))
                        .toList(),
                rest,
                mask);
    }

    /// The statuses that the legend explains.
    public List<Status> legend() {
        return List.of(Status.values());
    }

    /// Whether there are too many regions for a table.
    public boolean isWide() {
        return columns.size() > MOST_COLUMNS;
    }

    public Grid masked(GridMask other) {
        return new Grid(columns, groups, rest, other);
    }

    public boolean isLong() {
        return rows().count() > MOST_READ;
    }

    /// The parts that can change while the form stays, by the element's id.
    public Map<String, Object> parts() {
        var parts = new LinkedHashMap<String, Object>();
        if (isWide()) {
            rows().forEach(row -> parts.put(row.id(), row.summary()));
        }
        tiles().forEach(tile -> parts.put(tile.id(), tile));
        return parts;
    }

    public Stream<Tile> tiles() {
        return rows().flatMap(row -> row.tiles().stream()).filter(Objects::nonNull);
    }

    public Stream<GridRow> rows() {
        return groups.stream().flatMap(group -> group.rows().stream());
    }

    /// The part that stays while only statuses change, in any order of the rows: such a grid is patched tile by tile.
    public Form form() {
        var rows = groups.stream()
                .flatMap(group -> group.rows().stream()
                        .map(row -> new RowPlace(
                                group.name(),
                                row.component(),
                                row.name(),
                                row.isPublic(),
                                row.tiles().stream().map(Objects::nonNull).toList())))
                .collect(Collectors.toUnmodifiableSet());
        return new Form(columns, rows);
    }

    public record Form(List<Column> columns, Set<RowPlace> rows) {}

    public record RowPlace(String group, String component, String name, boolean isPublic, List<Boolean> exists) {}

    private static List<Column> columns(Catalog catalog, List<CellView> cells) {
        return cells.stream()
                .map(cell -> cell.cell().region())
                .distinct()
                .map(region -> new Column(region, DisplayNames.region(catalog, region)))
                .toList();
    }

    private static GridRow row(List<CellView> cells, List<Column> columns, boolean fresh) {
        var first = cells.getFirst();
        var tiles = new ArrayList<@Nullable Tile>();
        for (var column : columns) {
            tiles.add(cells.stream()
                    .filter(cell -> cell.cell().region().equals(column.region()))
                    .findFirst()
                    .map(cell -> tile(cell, fresh))
                    .orElse(null));
        }
        return new GridRow(
                first.cell().component(),
                first.componentName(),
                first.isPublic(),
                Collections.unmodifiableList(tiles),
                null);
    }

    private static Tile tile(CellView cell, boolean fresh) {
        return new Tile(
                cell.cell(),
                cell.componentName() + " – " + cell.regionName(),
                cell.regionName(),
                cell.status(fresh),
                cell.isBad() ? cell.onset() : null,
                note(cell),
                null,
                null);
    }

    private static String note(CellView cell) {
        var evidence = cell.evidence();
        if (evidence == null || evidence.marks().isEmpty()) {
            return "";
        }
        return evidence.marks().stream()
                .map(mark -> mark.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
