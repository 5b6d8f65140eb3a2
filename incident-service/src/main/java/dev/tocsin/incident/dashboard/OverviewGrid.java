package dev.tocsin.incident.dashboard;

import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellStates;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.RunningTrouble;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// All cells: as tiles with their last days, or as dense marks where tiles would fill several screens.
///
/// @param mostNamed the most components whose names all fit; of more, only those in trouble show their names
/// @param parts those of the whole grid in a page, by the element's id
public record OverviewGrid(Grid grid, boolean isDense, int mostNamed, Map<String, Object> parts) {

    static final int MOST_TILES = 500;
    static final int MOST_ROWS_OF_TILES = 100;

    static final int MOST_NAMED = 150;
    static final int MOST_NAMED_ON_A_WALL = 40;

    private static final String GRID = "grid";

    static OverviewGrid of(LiveView view, Overview uptime, Instant now) {
        var dense = marks(view, MOST_NAMED, now);
        if (dense.grid.tiles().count() > MOST_TILES || dense.grid.rows().count() > MOST_ROWS_OF_TILES) {
            return dense;
        }
        var tiles = dense.grid.with(uptime, RunningTrouble.of(view, uptime));
        var parts = new LinkedHashMap<String, Object>();
        parts.put(GRID, tiles.form());
        parts.putAll(tiles.parts());
        return new OverviewGrid(tiles, false, MOST_NAMED, parts);
    }

    /// All cells as marks, however few there are.
    static OverviewGrid onWall(LiveView view, Instant now) {
        return marks(view, MOST_NAMED_ON_A_WALL, now);
    }

    private static OverviewGrid marks(LiveView view, int mostNamed, Instant now) {
        return view.cells().derived(new DenseMarks(mostNamed, view.isFresh(now)));
    }

    private record DenseMarks(int mostNamed, boolean fresh) implements CellStates.Derivation<OverviewGrid> {

        @Override
        public OverviewGrid from(CellStates states) {
            var cells = CellView.all(states, Audience.OPERATORS);
            var grid = GridSort.WORST.of(Grid.of(states.catalog(), cells, Integer.MAX_VALUE, fresh));
            var parts = new LinkedHashMap<String, Object>();
            parts.put(GRID, grid.form());
            grid.tiles().map(Grid.Tile::mark).forEach(mark -> parts.put(mark.id(), mark));
            return new OverviewGrid(grid, true, mostNamed, parts);
        }
    }

    /// Whether the names of all shown components stand beside their marks, rather than of those in trouble alone.
    public boolean isNamed() {
        return grid.rows().filter(row -> !grid.mask().hidesRow(row)).count() <= mostNamed;
    }

    public OverviewGrid with(Grid masked) {
        return new OverviewGrid(masked, isDense, mostNamed, parts);
    }
}
