package dev.tocsin.engine.catalog;

import static java.util.stream.Collectors.joining;

import dev.tocsin.contract.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells that can be named together: components that all have the same verdict in the same regions. So no component is
/// named with a region in which its verdict differs.
///
/// @param cells in the order of the catalog, at least one
public record CellGroup<C extends NamedCell>(List<C> cells) {

    /// The number of groups that are named one by one.
    private static final int MOST = 2;

    private record ComponentVerdict(String id, @Nullable Verdict verdict) {}

    public CellGroup {
        cells = List.copyOf(cells);
    }

    /// Components with different verdicts in the same regions also form one group.
    public static <C extends NamedCell> List<CellGroup<C>> of(Collection<C> cells) {
        var byComponent = new LinkedHashMap<ComponentVerdict, List<C>>();
        cells.forEach(cell -> byComponent
                .computeIfAbsent(new ComponentVerdict(cell.cell().component(), cell.verdict()), _ -> new ArrayList<>())
                .add(cell));
        var byRegions = new LinkedHashMap<List<String>, List<C>>();
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
        return byRegions.values().stream().map(CellGroup<C>::new).toList();
    }

    /// Like `Log in and API – Europe, and for Search – Oregon`.
    public static String names(Collection<? extends NamedCell> cells) {
        var groups = of(List.<NamedCell>copyOf(cells));
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

    /// Like `Log in is down in Europe; Search is degraded in Oregon; 2 more are affected in Oregon`.
    ///
    /// @param groups in the order in which they are named
    public static String claims(List<? extends CellGroup<?>> groups) {
        var named = groups.stream().limit(MOST).map(CellGroup::claim).collect(joining("; "));
        var left = groups.stream()
                .skip(MOST)
                .<NamedCell>flatMap(group -> group.cells().stream())
                .toList();
        var more = countComponents(left);
        return left.isEmpty()
                ? named
                : "%s; %d more %s affected in %s".formatted(named, more, more == 1 ? "is" : "are", regions(left));
    }

    /// Like `Log in is down and API is degraded in Europe`.
    private String claim() {
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

    private static String claim(List<? extends NamedCell> cells, String what) {
        return "%s %s %s".formatted(components(cells), countComponents(cells) == 1 ? "is" : "are", what);
    }

    private List<C> with(Verdict verdict) {
        return cells.stream().filter(cell -> cell.verdict() == verdict).toList();
    }

    private static String components(List<? extends NamedCell> cells) {
        return DisplayNames.some(
                cells.stream().map(NamedCell::componentName).distinct().toList());
    }

    private static long countComponents(Collection<? extends NamedCell> cells) {
        return cells.stream().map(cell -> cell.cell().component()).distinct().count();
    }

    private String regions() {
        return regions(cells);
    }

    private static String regions(List<? extends NamedCell> cells) {
        return DisplayNames.some(
                cells.stream().map(NamedCell::regionName).distinct().toList());
    }
}
