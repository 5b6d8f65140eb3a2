package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A month's uptime by region, group, component and cell. Each cell's time counts alike.
///
/// @param counted the counted span: all of the month, or the part that is over
/// @param over whether only amendments can still change it
public record MonthReport(
        YearMonth month,
        ZoneId zone,
        Span counted,
        boolean over,
        Figures all,
        List<Line> regions,
        List<Line> groups,
        List<Line> components,
        List<Line> cells) {

    /// @param id the id of the region, component or cell; for a group, its name
    /// @param budget the budget of a component with an objective; null for all else
    public record Line(
            String id,
            String name,
            Figures figures,
            @Nullable Budget budget) {

        Line(String id, String name, Figures figures) {
            this(id, name, figures, null);
        }
    }

    /// @param components the components whose cells count, in the order of the report
    /// @param asOf the time up to which verdicts are known
    public static MonthReport of(
            YearMonth month,
            ZoneId zone,
            Catalog catalog,
            List<ComponentDefined> components,
            UptimeInputs inputs,
            Instant asOf) {
        var whole = Span.of(month, zone);
        var counted = whole.until(asOf);
        var cells = cells(components);
        var tallies = new HashMap<Cell, StatusDurations>();
        inputs.timelines(cells, counted).forEach((cell, timeline) -> tallies.put(cell, timeline.tally()));
        return new MonthReport(
                month,
                zone,
                counted,
                counted.equals(whole),
                figures(cells.stream(), tallies),
                cells.stream()
                        .map(Cell::region)
                        .distinct()
                        .map(region -> new Line(
                                region,
                                DisplayNames.region(catalog, region),
                                figures(inRegion(region, cells), tallies)))
                        .toList(),
                groups(components)
                        .map(group -> new Line(group, group, figures(inGroup(group, components), tallies)))
                        .toList(),
                components.stream()
                        .map(component -> line(component, whole, tallies))
                        .toList(),
                cells.stream()
                        .map(cell -> new Line(cell.toString(), name(cell, catalog), figures(Stream.of(cell), tallies)))
                        .toList());
    }

    /// The report without its components and cells, of which there may be very many.
    public MonthReport inShort() {
        return new MonthReport(month, zone, counted, over, all, regions, groups, List.of(), List.of());
    }

    /// The components to show, in the order of the catalog.
    public static List<ComponentDefined> visible(Catalog catalog, boolean all) {
        return catalog.components().stream()
                .filter(component -> all || component.isPublic())
                .sorted(Comparator.comparingInt(ComponentDefined::position))
                .toList();
    }

    public static List<Cell> cells(List<ComponentDefined> components) {
        return components.stream().flatMap(MonthReport::cells).toList();
    }

    private static Stream<Cell> cells(ComponentDefined component) {
        return component.regions().stream().map(region -> new Cell(component.id(), region));
    }

    private static Stream<String> groups(List<ComponentDefined> components) {
        return components.stream()
                .map(ComponentDefined::group)
                .filter(Objects::nonNull)
                .distinct();
    }

    private static Line line(ComponentDefined component, Span month, Map<Cell, StatusDurations> tallies) {
        var figures = figures(cells(component), tallies);
        var objective = component.objective();
        var millis = month.millis() * component.regions().size();
        return new Line(
                component.id(),
                component.name(),
                figures,
                objective == null ? null : Budget.of(objective, millis, figures.counted()));
    }

    private static Stream<Cell> inRegion(String region, List<Cell> cells) {
        return cells.stream().filter(cell -> cell.region().equals(region));
    }

    private static Stream<Cell> inGroup(String group, List<ComponentDefined> components) {
        return components.stream()
                .filter(component -> group.equals(component.group()))
                .flatMap(MonthReport::cells);
    }

    private static String name(Cell cell, Catalog catalog) {
        return "%s – %s"
                .formatted(
                        DisplayNames.component(catalog, cell.component()), DisplayNames.region(catalog, cell.region()));
    }

    private static Figures figures(Stream<Cell> cells, Map<Cell, StatusDurations> tallies) {
        return Figures.of(cells.map(cell -> tallies.getOrDefault(cell, StatusDurations.NONE))
                .reduce(StatusDurations.NONE, StatusDurations::plus));
    }
}
