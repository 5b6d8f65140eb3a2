package dev.tocsin.incident.evidence;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.SuspectedRoot;
import dev.tocsin.engine.catalog.Catalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cells of a dependency path: the suspected roots, affected cells that need them, and the cells between.
///
/// @param roots the suspected roots
/// @param needs the cells on the path, each with the cells on the path that it needs directly
/// @param more the number of affected cells that are left out, because there is no room or no path
record PathCells(Set<Cell> roots, Map<Cell, List<Cell>> needs, int more) {

    private static final int MOST = 24;

    /// The number of cells at one distance that makes a picture as high as a screen.
    private static final int MOST_AT_ONE_DISTANCE = 12;

    static PathCells of(IncidentSnapshot incident, Catalog catalog) {
        return new PathChoice(catalog, roots(incident)).of(incident);
    }

    private static SequencedSet<Cell> roots(IncidentSnapshot incident) {
        var roots = new LinkedHashSet<Cell>();
        incident.outages().reversed().stream()
                .map(OutageSummary::root)
                .flatMap(Stream::ofNullable)
                .map(SuspectedRoot::cell)
                .forEach(root -> {
                    if (roots.size() < MOST_AT_ONE_DISTANCE) {
                        roots.add(root);
                    }
                });
        return roots;
    }

    /// Chooses cells, the worst first, each with the shortest chain to a root, while there is room.
    private static final class PathChoice {

        private final Catalog catalog;
        private final SequencedSet<Cell> roots;
        private final Map<Cell, List<Cell>> needs = new HashMap<>();
        private final Map<Cell, Integer> distances = new LinkedHashMap<>();

        PathChoice(Catalog catalog, SequencedSet<Cell> roots) {
            this.catalog = catalog;
            this.roots = roots;
            roots.forEach(root -> distances.put(root, 0));
        }

        PathCells of(IncidentSnapshot incident) {
            var left = incident.allCells() - incident.cells().size();
            for (var cell : incident.cells().stream().map(CellImpact::cell).toList()) {
                if (!distances.containsKey(cell) && !add(chain(cell))) {
                    left++;
                }
            }
            var chosen = new LinkedHashMap<Cell, List<Cell>>();
            distances
                    .keySet()
                    .forEach(cell -> chosen.put(
                            cell,
                            needs(cell).stream().filter(distances::containsKey).toList()));
            return new PathCells(roots, chosen, Math.max(0, left));
        }

        /// @param chain from a cell to a root; empty if there is none
        private boolean add(List<Cell> chain) {
            var distance = chain.size() - 1;
            var there = distances.values().stream()
                    .filter(other -> other == distance)
                    .count();
            var missing =
                    chain.stream().filter(cell -> !distances.containsKey(cell)).count();
            if (chain.isEmpty() || there >= MOST_AT_ONE_DISTANCE || distances.size() + missing > MOST) {
                return false;
            }
            for (var at = distance; at >= 0; at--) {
                distances.putIfAbsent(chain.get(at), distance - at);
            }
            return true;
        }

        private List<Cell> chain(Cell cell) {
            if (roots.isEmpty() || distances.size() >= MOST) {
                return List.of();
            }
            var neededBy = new HashMap<Cell, Cell>();
            var ahead = new ArrayDeque<>(List.of(cell));
            while (!ahead.isEmpty()) {
                var next = ahead.remove();
                if (roots.contains(next)) {
                    return chain(next, neededBy);
                }
                for (var needed : needs(next)) {
                    if (!needed.equals(cell) && neededBy.putIfAbsent(needed, next) == null) {
                        ahead.add(needed);
                    }
                }
            }
            return List.of();
        }

        private static List<Cell> chain(Cell root, Map<Cell, Cell> neededBy) {
            var chain = new ArrayList<Cell>();
            for (@Nullable Cell at = root; at != null; at = neededBy.get(at)) {
                chain.add(at);
            }
            return chain.reversed();
        }

        private List<Cell> needs(Cell cell) {
            return needs.computeIfAbsent(cell, catalog::needs);
        }
    }
}
