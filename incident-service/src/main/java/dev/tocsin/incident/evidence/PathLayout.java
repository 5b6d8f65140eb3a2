package dev.tocsin.incident.evidence;

import static dev.tocsin.incident.evidence.DependencyPath.NODE_HEIGHT;
import static dev.tocsin.incident.evidence.DependencyPath.NODE_WIDTH;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lays cells out in columns: each right of all cells that it needs, and near to them.
///
/// @param places column by column
/// @param lines from each cell to those that need it, as paths of an SVG
record PathLayout(SequencedMap<Cell, NodePlace> places, List<String> lines) {

    private static final int ACROSS = NODE_WIDTH + 32;
    private static final int DOWN = NODE_HEIGHT + 12;

    /// The top left corner of a cell.
    record NodePlace(int x, int y) {}

    static PathLayout of(PathCells cells) {
        var columns = columns(cells.needs()).entrySet().stream()
                .collect(groupingBy(Map.Entry::getValue, TreeMap::new, mapping(Map.Entry::getKey, toList())));
        var highest = columns.values().stream().mapToInt(List::size).max().orElse(0);
        var places = new LinkedHashMap<Cell, NodePlace>();
        columns.forEach((column, inColumn) -> {
            var top = (highest - inColumn.size()) * DOWN / 2;
            var ordered = inColumn.stream()
                    .sorted(Comparator.comparingDouble(
                                    (Cell cell) -> middle(cells.needs().getOrDefault(cell, List.of()), places))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            for (var row = 0; row < ordered.size(); row++) {
                places.put(ordered.get(row), new NodePlace(column * ACROSS, top + row * DOWN));
            }
        });
        return new PathLayout(places, lines(cells.needs(), places));
    }

    /// The length of the longest chain to each cell. Cells that need one another in a circle, which the catalog
    /// refuses, would stop after as many rounds as there are cells.
    private static Map<Cell, Integer> columns(Map<Cell, List<Cell>> needs) {
        var columns = new HashMap<Cell, Integer>();
        needs.keySet().forEach(cell -> columns.put(cell, 0));
        for (var round = 0; round < needs.size(); round++) {
            needs.forEach((cell, needed) -> needed.forEach(one ->
                    columns.merge(cell, Math.min(columns.getOrDefault(one, 0) + 1, needs.size()), Math::max)));
        }
        return columns;
    }

    private static double middle(List<Cell> needed, Map<Cell, NodePlace> places) {
        return needed.stream()
                .flatMap(cell -> Stream.ofNullable(places.get(cell)))
                .mapToInt(NodePlace::y)
                .average()
                .orElse(0);
    }

    private static List<String> lines(Map<Cell, List<Cell>> needs, Map<Cell, NodePlace> places) {
        return places.entrySet().stream()
                .flatMap(place -> needs.getOrDefault(place.getKey(), List.of()).stream()
                        .filter(needed -> !isNeededByWay(place.getKey(), needed, needs))
                        .flatMap(needed -> Stream.ofNullable(places.get(needed)))
                        .map(needed -> line(needed, place.getValue())))
                .toList();
    }

    /// Whether the cell also needs the other one through a third. Then the line between the two is left out,
    /// because it would run across the third.
    private static boolean isNeededByWay(Cell cell, Cell needed, Map<Cell, List<Cell>> needs) {
        return needs.getOrDefault(cell, List.of()).stream()
                .anyMatch(other -> !other.equals(needed) && reaches(other, needed, needs));
    }

    private static boolean reaches(Cell from, Cell to, Map<Cell, List<Cell>> needs) {
        var seen = new HashSet<Cell>();
        var ahead = new ArrayDeque<>(List.of(from));
        while (!ahead.isEmpty()) {
            var next = ahead.remove();
            if (next.equals(to)) {
                return true;
            }
            if (seen.add(next)) {
                ahead.addAll(needs.getOrDefault(next, List.of()));
            }
        }
        return false;
    }

    private static String line(NodePlace from, NodePlace to) {
        var fromX = from.x() + NODE_WIDTH;
        var half = (fromX + to.x()) / 2;
        return "M%d %dC%d %d %d %d %d %d"
                .formatted(
                        fromX,
                        from.y() + NODE_HEIGHT / 2,
                        half,
                        from.y() + NODE_HEIGHT / 2,
                        half,
                        to.y() + NODE_HEIGHT / 2,
                        to.x(),
                        to.y() + NODE_HEIGHT / 2);
    }
}
