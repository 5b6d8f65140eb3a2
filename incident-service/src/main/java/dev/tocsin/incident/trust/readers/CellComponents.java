package dev.tocsin.incident.trust.readers;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Text;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.readers.Shapes.AffectedComponent;
import dev.tocsin.incident.trust.readers.Shapes.ApiComponent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Components by regions as the public status API has them: a region is a group, and a watched public cell is a
/// component of it. Many readers distinguish components by their names alone, so each name is unique on the page:
/// `Log in (North America)`.
///
/// @param groups one for each region that has components, by the region's id
/// @param cells by cell, in the order of groups
record CellComponents(SequencedMap<String, ApiComponent> groups, SequencedMap<Cell, ApiComponent> cells) {

    static CellComponents of(LiveView view, boolean fresh, Calling calling) {
        var byRegion = CellView.all(view, Audience.PUBLIC).stream()
                .filter(CellView::watched)
                .collect(groupingBy(cell -> cell.cell().region(), TreeMap::new, toList()));
        var groups = new LinkedHashMap<String, ApiComponent>();
        var cells = new LinkedHashMap<Cell, ApiComponent>();
        var names = new UniqueNames();
        var groupNames = new LinkedHashMap<String, String>();
        byRegion.keySet()
                .forEach(region -> groupNames.put(
                        region, names.take(Text.safe(DisplayNames.region(view.catalog(), region)), region)));
        byRegion.forEach((region, there) -> {
            var members = new LinkedHashMap<Cell, ApiComponent>();
            there.forEach(cell -> {
                var name = names.take(
                        Text.safe(
                                "%s (%s)".formatted(cell.componentName(), DisplayNames.region(view.catalog(), region))),
                        cell.cell().toString());
                members.put(cell.cell(), component(cell, name, members.size() + 1, view, fresh, calling));
            });
            groups.put(
                    region,
                    group(
                            region,
                            groupNames.getOrDefault(region, region),
                            groups.size() + 1,
                            members.values(),
                            view,
                            calling));
            cells.putAll(members);
        });
        return new CellComponents(groups, cells);
    }

    /// Each group, followed by its components.
    List<ApiComponent> all() {
        var all = new ArrayList<ApiComponent>(groups.size() + cells.size());
        var byGroup = cells.values().stream().collect(groupingBy(component -> String.valueOf(component.groupId())));
        groups.values().forEach(group -> {
            all.add(group);
            all.addAll(byGroup.getOrDefault(group.id(), List.of()));
        });
        return List.copyOf(all);
    }

    List<ApiComponent> of(Collection<Cell> some) {
        return some.stream().filter(cells::containsKey).map(cells::get).toList();
    }

    /// The statuses of these cells; cells that are not shown are left out.
    List<AffectedComponent> affected(Map<Cell, ComponentStatus> some) {
        return some.entrySet().stream()
                .filter(entry -> cells.containsKey(entry.getKey()))
                .map(entry -> affected(entry.getKey(), entry.getValue()))
                .toList();
    }

    private AffectedComponent affected(Cell cell, ComponentStatus status) {
        var component = cells.get(cell);
        var group = groups.get(cell.region());
        if (component == null || group == null) {
            throw new IllegalArgumentException("%s is not shown".formatted(cell));
        }
        return new AffectedComponent(component.id(), group.name() + " - " + component.name(), status, status);
    }

    private static ApiComponent component(
            CellView cell, String name, int position, LiveView view, boolean fresh, Calling calling) {
        var definition = view.catalog().component(cell.cell().component());
        var made = definition.map(ComponentDefined::time).orElse(Instant.EPOCH);
        var changed = cell.changedAt();
        return new ApiComponent(
                PublicIds.of("cell", cell.cell().toString()),
                name,
                ComponentStatus.of(cell, fresh),
                calling.moment(made),
                calling.moment(changed == null || changed.isBefore(made) ? made : changed),
                position,
                Text.safeOrNull(definition.map(ComponentDefined::about).orElse(null)),
                true,
                null,
                groupId(cell.cell().region()),
                PublicIds.PAGE,
                false,
                false,
                null);
    }

    private static ApiComponent group(
            String region,
            String name,
            int position,
            Collection<ApiComponent> members,
            LiveView view,
            Calling calling) {
        var made = view.catalog().region(region).map(RegionDefined::time).orElse(Instant.EPOCH);
        var latest = members.stream()
                .map(ApiComponent::updatedAt)
                .max(OffsetDateTime::compareTo)
                .orElse(calling.moment(made));
        return new ApiComponent(
                groupId(region),
                name,
                ComponentStatus.ofGroup(
                        members.stream().map(ApiComponent::status).toList()),
                calling.moment(made),
                latest,
                position,
                null,
                false,
                null,
                null,
                PublicIds.PAGE,
                true,
                false,
                members.stream().map(ApiComponent::id).toList());
    }

    private static String groupId(String region) {
        return PublicIds.of("region", region);
    }
}
