package dev.tocsin.incident.dashboard;

import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.RunningTrouble;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All cells: as tiles with their last days, or as dense marks where there are so many that tiles would be a
/// scroll of pages.
///
/// @param mostNamed among more components there is no room for the names of those that are well
public record OverviewGrid(Grid grid, boolean isDense, int mostNamed) {

    static final int MOST_TILES = 500;
    static final int MOST_ROWS_OF_TILES = 100;

    static final int MOST_NAMED = 150;
    static final int MOST_NAMED_ON_A_WALL = 40;

    /// @param cells as operators see them
    static OverviewGrid of(LiveView view, List<CellView> cells, Overview uptime, Instant now) {
        var dense = marks(view, cells, MOST_NAMED, now);
        if (dense.grid.tiles().count() > MOST_TILES || dense.grid.rows().count() > MOST_ROWS_OF_TILES) {
            return dense;
        }
        return new OverviewGrid(dense.grid.with(uptime, RunningTrouble.of(view, uptime)), false, MOST_NAMED);
    }

    /// All cells as marks, however few there are.
    static OverviewGrid onWall(LiveView view, List<CellView> cells, Instant now) {
        return marks(view, cells, MOST_NAMED_ON_A_WALL, now);
    }

    private static OverviewGrid marks(LiveView view, List<CellView> cells, int mostNamed, Instant now) {
        return new OverviewGrid(GridSort.WORST.of(Grid.of(view, cells, Integer.MAX_VALUE, now)), true, mostNamed);
    }

    /// Whether the names of all shown components stand beside their marks, rather than of those in trouble alone.
    public boolean isNamed() {
        return grid.rows().filter(row -> !grid.mask().hidesRow(row)).count() <= mostNamed;
    }

    public OverviewGrid with(Grid masked) {
        return new OverviewGrid(masked, isDense, mostNamed);
    }

    /// The parts that can change while the form stays, by the element's id.
    Map<String, Object> parts() {
        if (!isDense) {
            return grid.parts();
        }
        var parts = new LinkedHashMap<String, Object>();
        grid.tiles().map(Grid.Tile::mark).forEach(mark -> parts.put(mark.id(), mark));
        return parts;
    }
}
