package dev.tocsin.standalone.sample;

import dev.tocsin.contract.Cell;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The cells of the sample product, and their needs:
///
/// ```
///   login ──▶ api ──▶ database
///     │        │
///     └──────▶ cache ◀── search
/// ```
public final class SampleLayout {

    public static final List<String> REGIONS = List.of("na", "eu", "apac");
    public static final List<String> COMPONENTS = List.of("login", "api", "search", "cache", "database");

    private static final Map<String, List<String>> NEEDS =
            Map.of("login", List.of("api", "cache"), "api", List.of("cache", "database"), "search", List.of("cache"));

    /// Region by region, each with all components: a cell's place in this list is its port's distance from the first.
    public static final List<Cell> CELLS = REGIONS.stream()
            .flatMap(region -> COMPONENTS.stream().map(component -> new Cell(component, region)))
            .toList();

    private SampleLayout() {}

    /// The cells of its own region that the cell calls to answer.
    public static List<Cell> needs(Cell cell) {
        return NEEDS.getOrDefault(cell.component(), List.of()).stream()
                .map(component -> new Cell(component, cell.region()))
                .toList();
    }

    /// The cells that the cell needs over any number of hops.
    public static Set<Cell> reaches(Cell cell) {
        var reached = new LinkedHashSet<Cell>();
        var open = new ArrayList<>(needs(cell));
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            if (reached.add(next)) {
                open.addAll(needs(next));
            }
        }
        return reached;
    }
}
