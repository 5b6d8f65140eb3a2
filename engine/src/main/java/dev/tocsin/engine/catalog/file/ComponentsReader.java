package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.Dependencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads components and their dependencies on one another.
final class ComponentsReader {

    private static final Map<String, Weight> WEIGHTS =
            Map.of("low", Weight.LOW, "normal", Weight.NORMAL, "high", Weight.HIGH);

    private static final double LEAST_OBJECTIVE = 50;
    private static final double MOST_OBJECTIVE = 99.999;

    private final Collection<String> regions;
    private final Map<String, Value> ids;
    private final Map<String, List<String>> regionsOf = new LinkedHashMap<>();
    private final Map<String, List<Value>> needsOf = new LinkedHashMap<>();

    private ComponentsReader(Map<String, Value> ids, Collection<String> regions) {
        this.ids = ids;
        this.regions = regions;
    }

    static List<ComponentDefined> read(Optional<Section> section, Collection<String> regions) {
        var reader = new ComponentsReader(section.map(Section::byId).orElse(Map.of()), regions);
        return reader.read();
    }

    private List<ComponentDefined> read() {
        var sections = new LinkedHashMap<String, Section>();
        ids.forEach((id, value) -> value.section().ifPresent(section -> sections.put(id, section)));
        sections.forEach((id, section) -> {
            regionsOf.put(id, regionsOf(section));
            needsOf.put(id, section.list("needs"));
        });
        var components = new ArrayList<ComponentDefined>();
        sections.forEach((id, section) -> components.add(component(id, section, components.size())));
        refuseCycles(components);
        return components;
    }

    private List<String> regionsOf(Section section) {
        return section.has("in")
                ? section.list("in").stream()
                        .flatMap(value -> value.text().filter(region -> isRegion(value, region)).stream())
                        .toList()
                : List.copyOf(regions);
    }

    private boolean isRegion(Value value, String region) {
        return regions.contains(region)
                || value.refuse("there is no region \"%s\"%s".formatted(region, Spelling.didYouMean(region, regions)));
    }

    private ComponentDefined component(String id, Section section, int position) {
        var name = section.required("name", "Log in").flatMap(Value::text);
        var group = section.value("group").flatMap(Value::text);
        var about = section.value("about").flatMap(Value::text);
        var weight = section.value("weight").flatMap(value -> value.oneOf(List.of("low", "normal", "high")));
        var objective = section.value("objective").flatMap(value -> value.number(LEAST_OBJECTIVE, MOST_OBJECTIVE));
        var isPublic = section.value("public").flatMap(Value::flag);
        section.end();
        var needs = new ArrayList<String>();
        var needsCells = new ArrayList<Cell>();
        for (var value : needsOf.getOrDefault(id, List.of())) {
            value.text().ifPresent(needed -> {
                if (needed.contains("@")) {
                    cell(value, needed, regionsOf, regions).ifPresent(needsCells::add);
                } else if (isNeeded(value, id, needed)) {
                    needs.add(needed);
                }
            });
        }
        // A component without a name is kept, because others refer to it; the file is refused for that one problem
        // only.
        return new ComponentDefined(
                CatalogParser.NO_VERSION,
                CatalogParser.NO_TIME,
                id,
                name.orElse(id),
                group.orElse(null),
                about.orElse(null),
                weight.map(WEIGHTS::get).orElse(Weight.NORMAL),
                isPublic.orElse(true),
                position,
                regionsOf.getOrDefault(id, List.of()),
                needs,
                needsCells,
                objective.orElse(null));
    }

    private boolean isNeeded(Value value, String id, String needed) {
        if (!ids.containsKey(needed)) {
            return value.refuse(
                    "there is no component \"%s\"%s".formatted(needed, Spelling.didYouMean(needed, ids.keySet())));
        }
        var own = regionsOf.getOrDefault(id, List.of());
        var there = regionsOf.getOrDefault(needed, List.of());
        return own.isEmpty()
                || there.isEmpty()
                || own.stream().anyMatch(there::contains)
                || value.refuse("%s is in none of %s's regions (%s); name a cell, such as %s@%s"
                        .formatted(needed, id, String.join(", ", own), needed, there.getFirst()));
    }

    /// A cell that exists, by its name `component@region`.
    static Optional<Cell> cell(
            Value value, String text, Map<String, List<String>> regionsOf, Collection<String> regions) {
        var at = text.indexOf('@');
        if (at < 0) {
            return value.wrong("\"%s\" lacks its region: write %s@%s"
                    .formatted(
                            text,
                            text,
                            regionsOf.getOrDefault(text, List.copyOf(regions)).stream()
                                    .findFirst()
                                    .orElse("region")));
        }
        var component = text.substring(0, at);
        var region = text.substring(at + 1);
        var there = regionsOf.get(component);
        if (there == null) {
            return value.wrong("there is no component \"%s\"%s"
                    .formatted(component, Spelling.didYouMean(component, regionsOf.keySet())));
        }
        if (!regions.contains(region)) {
            return value.wrong("there is no region \"%s\"%s".formatted(region, Spelling.didYouMean(region, regions)));
        }
        return there.contains(region)
                ? Optional.of(new Cell(component, region))
                : value.wrong("%s is not in %s, only in %s".formatted(component, region, String.join(", ", there)));
    }

    private void refuseCycles(List<ComponentDefined> components) {
        var told = new ArrayList<Set<String>>();
        for (var cycle : Dependencies.of(Catalog.of(components)).cycles()) {
            var members = cycle.stream().map(Cell::component).collect(Collectors.toSet());
            if (!told.contains(members)) {
                told.add(members);
                var first = cycle.getFirst().component();
                needed(first, cycle.get(1 % cycle.size()))
                        .ifPresent(value -> value.refuse("needs must not form a cycle: %s".formatted(path(cycle))));
            }
        }
    }

    private Optional<Value> needed(String component, Cell next) {
        return needsOf.getOrDefault(component, List.of()).stream()
                .filter(value -> value.text()
                        .filter(text -> text.equals(next.component()) || text.equals(next.toString()))
                        .isPresent())
                .findFirst();
    }

    private static String path(List<Cell> cycle) {
        var oneRegion = cycle.stream().map(Cell::region).distinct().count() == 1;
        return Stream.concat(cycle.stream(), Stream.of(cycle.getFirst()))
                .map(cell -> oneRegion ? cell.component() : cell.toString())
                .collect(Collectors.joining(" → "));
    }
}
