package dev.tocsin.incident.dashboard;

import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.live.CellView;
import dev.tocsin.incident.live.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells that can be named together: components that all have the same verdict in the same regions. So no component is
/// named with a region in which it is otherwise.
///
/// @param cells in the order of the catalog, at least one
record CellGroup(List<CellView> cells) {

    private static final int MOST = 2;

    private record Component(String id, @Nullable Verdict verdict) {}

    CellGroup {
        cells = List.copyOf(cells);
    }

    /// Components that differ in their verdict, but not in its regions, are one group all the same.
    static List<CellGroup> of(Collection<CellView> cells) {
        var byComponent = new LinkedHashMap<Component, List<CellView>>();
        cells.forEach(cell -> byComponent
                .computeIfAbsent(new Component(cell.cell().component(), cell.verdict()), _ -> new ArrayList<>())
                .add(cell));
        var byRegions = new LinkedHashMap<List<String>, List<CellView>>();
        byComponent
                .values()
                .forEach(ofOne -> byRegions
                        .computeIfAbsent(
                                ofOne.stream()
                                        .map(cell -> cell.cell().region())
                                        .sorted()
                                        .toList(),
                                _ -> new ArrayList<>())
                        .addAll(ofOne));
        return byRegions.values().stream().map(CellGroup::new).toList();
    }

    /// Like `Log in and API – Europe, and for Search – Oregon`.
    static String names(Collection<CellView> cells) {
        var groups = of(cells);
        var named = groups.stream()
                .limit(MOST)
                .map(group -> "%s – %s".formatted(components(group.cells), group.regions()))
                .collect(joining(", and for "));
        var left = groups.stream()
                .skip(MOST)
                .flatMap(group -> group.cells.stream())
                .toList();
        return left.isEmpty() ? named : "%s, and for %d more".formatted(named, countComponents(left));
    }

    /// Like `Log in is down and API is degraded in Europe`.
    String claim() {
        var down = with(Verdict.DOWN);
        var degraded = with(Verdict.DEGRADED);
        var parts = new ArrayList<String>();
        if (!down.isEmpty()) {
            parts.add(claim(down, "down"));
        }
        if (!degraded.isEmpty()) {
            parts.add(claim(degraded, "degraded"));
        }
        return "%s in %s".formatted(String.join(" and ", parts), regions());
    }

    private static String claim(List<CellView> cells, String what) {
        return "%s %s %s".formatted(components(cells), countComponents(cells) == 1 ? "is" : "are", what);
    }

    private List<CellView> with(Verdict verdict) {
        return cells.stream().filter(cell -> cell.verdict() == verdict).toList();
    }

    private static String components(List<CellView> cells) {
        return Names.some(cells.stream().map(CellView::componentName).distinct().toList());
    }

    static long countComponents(Collection<CellView> cells) {
        return cells.stream().map(cell -> cell.cell().component()).distinct().count();
    }

    private String regions() {
        return Names.some(cells.stream().map(CellView::regionName).distinct().toList());
    }
}
