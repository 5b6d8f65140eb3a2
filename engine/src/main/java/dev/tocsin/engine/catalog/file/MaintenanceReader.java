package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.engine.catalog.RepeatRule;
import dev.tocsin.engine.catalog.WindowLimits;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads the planned work and its times.
final class MaintenanceReader {

    private final Map<String, List<String>> regionsOf;
    private final Collection<String> regions;
    private final String zoneUnlessStated;
    private final List<MaintenancePlanned> plans = new ArrayList<>();

    private MaintenanceReader(List<ComponentDefined> components, Collection<String> regions, String zoneUnlessStated) {
        this.regionsOf = components.stream().collect(Collectors.toMap(ComponentDefined::id, ComponentDefined::regions));
        this.regions = regions;
        this.zoneUnlessStated = zoneUnlessStated;
    }

    /// @param zoneUnlessStated the page's time zone
    static List<MaintenancePlanned> read(
            Optional<Section> maintenance,
            List<ComponentDefined> components,
            Collection<String> regions,
            String zoneUnlessStated) {
        var reader = new MaintenanceReader(components, regions, zoneUnlessStated);
        maintenance
                .map(Section::byId)
                .orElse(Map.of())
                .forEach((id, value) -> value.section().ifPresent(section -> reader.plan(id, section)));
        return reader.plans;
    }

    private void plan(String id, Section section) {
        if (id.length() > WindowLimits.LONGEST_PLAN_ID) {
            section.wrong("the id must be at most %d characters long, because the ids of its windows begin with it"
                    .formatted(WindowLimits.LONGEST_PLAN_ID));
        }
        var title = section.required("title", "Weekly patching").flatMap(Value::text);
        var cells = section.required("cells", "[cache@na]").map(this::cells).orElse(List.of());
        var starts = section.required("starts", "2026-11-29T02:00").flatMap(MaintenanceReader::start);
        var lasts = section.required("lasts", "2h")
                .flatMap(value -> value.duration(WindowLimits.SHORTEST, WindowLimits.LONGEST));
        var zone = section.has("zone")
                ? section.value("zone").flatMap(CatalogParser::zone)
                : Optional.of(zoneUnlessStated);
        var repeats = section.value("repeats");
        var rule = repeats.flatMap(value -> starts.flatMap(first -> zone.flatMap(in -> rule(value, first, in))));
        section.end();
        if (repeats.isPresent() && rule.isEmpty()) {
            return;
        }
        title.ifPresent(said -> starts.ifPresent(first ->
                lasts.ifPresent(duration -> zone.ifPresent(in -> plans.add(new MaintenancePlanned(
                        CatalogParser.NO_VERSION,
                        CatalogParser.NO_TIME,
                        id,
                        said,
                        cells,
                        first.toString(),
                        duration.toMillis(),
                        rule.orElse(null),
                        in))))));
    }

    private List<Cell> cells(Value value) {
        var items = value.list();
        if (items.isEmpty() && value.isList()) {
            value.refuse("must name at least one cell, such as [cache@na]");
        }
        return items.stream()
                .flatMap(item ->
                        item.text().flatMap(text -> ComponentsReader.cell(item, text, regionsOf, regions)).stream())
                .distinct()
                .toList();
    }

    private static Optional<LocalDateTime> start(Value value) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(LocalDateTime.parse(text));
            } catch (DateTimeException e) {
                return value.wrong("\"%s\" is not a local date and time such as 2026-11-29T02:00".formatted(text));
            }
        });
    }

    private static Optional<String> rule(Value value, LocalDateTime first, String zone) {
        return value.text()
                .flatMap(text -> RepeatRule.whyWrong(text, first, ZoneId.of(zone))
                        .map(value::<String>wrong)
                        .orElseGet(() -> Optional.of(RepeatRule.canonical(text))));
    }
}
