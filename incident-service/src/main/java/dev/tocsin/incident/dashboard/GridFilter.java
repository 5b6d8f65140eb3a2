package dev.tocsin.incident.dashboard;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.Grid.Column;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import dev.tocsin.incident.trust.pageparts.Grid.Tile;
import dev.tocsin.incident.trust.pageparts.GridMask;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cells that an operator wants to see, as the address of the overview says it; `filters.js` does the same
/// to a page that is open.
///
/// A component is shown when one of its cells matches, and then with its cells in all regions, unless a region
/// was chosen.
///
/// @param search a part of a component's name or id, in lower case; empty for all
/// @param region the id of a region; null for all, as with the next three
/// @param group the name of a group
/// @param mine whether to show only cells of incidents that the reader has
public record GridFilter(
        String search,
        @Nullable String region,
        @Nullable String component,
        @Nullable String group,
        @Nullable Status status,
        GridSort sort,
        boolean mine) {

    public static final GridFilter ALL = new GridFilter("", null, null, null, null, GridSort.WORST, false);

    GridFilter sorted(GridSort other) {
        return new GridFilter(search, region, component, group, status, other, mine);
    }

    /// The whole grid in the chosen order, with a mask on what does not match.
    ///
    /// @param own the cells of incidents that the reader has acknowledged
    public Grid of(Grid grid, Set<Cell> own) {
        var components = grid.groups().stream()
                .flatMap(it -> it.rows().stream().filter(row -> !matches(it, row, own)))
                .map(GridRow::component)
                .collect(Collectors.toSet());
        var regions = grid.columns().stream()
                .map(Column::region)
                .filter(id -> region != null && !region.equals(id))
                .collect(Collectors.toSet());
        return sort.of(grid).masked(new GridMask(components, regions));
    }

    private boolean matches(ComponentGroup in, GridRow row, Set<Cell> own) {
        return (group == null || group.equals(in.name()))
                && (component == null || component.equals(row.component()))
                && (row.name().toLowerCase(Locale.ROOT).contains(search)
                        || row.component().contains(search))
                && row.tiles().stream().filter(Objects::nonNull).anyMatch(tile -> matches(tile, own));
    }

    private boolean matches(Tile tile, Set<Cell> own) {
        return (region == null || region.equals(tile.cell().region()))
                && (status == null || status == tile.status())
                && (!mine || own.contains(tile.cell()));
    }
}
