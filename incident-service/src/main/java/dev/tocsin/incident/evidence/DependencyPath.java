package dev.tocsin.incident.evidence;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Text;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.LiveView;
import java.util.List;
import java.util.Map;

/// How the trouble spread: a graph from the suspected roots at the left to the affected cells that need them.
///
/// @param nodes column by column
/// @param lines each as a path of an SVG
/// @param more the number of affected cells that are not in the graph
public record DependencyPath(List<PathNode> nodes, List<String> lines, int more) {

    public static final int NODE_WIDTH = 168;
    public static final int NODE_HEIGHT = 44;

    private static final int LONGEST_NAME = 17;

    /// A cell in the graph.
    ///
    /// @param component its name
    /// @param region its name
    /// @param neededBy the names of the components in the graph that need it directly
    public record PathNode(
            Cell cell,
            String component,
            String region,
            Status status,
            boolean isRoot,
            int x,
            int y,
            List<String> neededBy) {

        /// The name as far as there is room for it.
        public String label() {
            return Text.brief(component, LONGEST_NAME);
        }

        /// Such as `Down · na`, as far as there is room for it.
        public String under() {
            return Text.brief("%s · %s".formatted(status.word(), isRoot ? "root" : cell.region()), LONGEST_NAME);
        }
    }

    /// Empty if no outage has a suspected root.
    public static DependencyPath of(IncidentSnapshot incident, LiveView view) {
        var cells = PathCells.of(incident, view.catalog());
        var layout = PathLayout.of(cells);
        return new DependencyPath(
                layout.places().entrySet().stream()
                        .map(place -> node(place, cells, incident, view))
                        .toList(),
                layout.lines(),
                cells.more());
    }

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /// The width of the picture.
    public int width() {
        return nodes.stream().mapToInt(PathNode::x).max().orElse(0) + NODE_WIDTH;
    }

    public int height() {
        return nodes.stream().mapToInt(PathNode::y).max().orElse(0) + NODE_HEIGHT;
    }

    private static PathNode node(
            Map.Entry<Cell, PathLayout.NodePlace> place, PathCells cells, IncidentSnapshot incident, LiveView view) {
        var cell = place.getKey();
        var catalog = view.catalog();
        return new PathNode(
                cell,
                DisplayNames.component(catalog, cell.component()),
                DisplayNames.region(catalog, cell.region()),
                status(cell, incident, view),
                cells.roots().contains(cell),
                place.getValue().x(),
                place.getValue().y(),
                cells.needs().entrySet().stream()
                        .filter(other -> other.getValue().contains(cell))
                        .map(other -> name(other.getKey(), catalog))
                        .toList());
    }

    private static String name(Cell cell, Catalog catalog) {
        return "%s (%s)"
                .formatted(
                        DisplayNames.component(catalog, cell.component()), DisplayNames.region(catalog, cell.region()));
    }

    private static Status status(Cell cell, IncidentSnapshot incident, LiveView view) {
        return incident.cells().stream()
                .filter(impact -> impact.cell().equals(cell))
                .map(CellImpact::verdict)
                .findFirst()
                .or(() -> view.status(cell).map(status -> status.verdict()))
                .map(Status::of)
                .orElseGet(() -> view.catalog().checksOf(cell).isEmpty() ? Status.UNWATCHED : Status.UNKNOWN);
    }
}
