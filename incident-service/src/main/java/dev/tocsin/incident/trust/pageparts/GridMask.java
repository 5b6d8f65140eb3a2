package dev.tocsin.incident.trust.pageparts;

import dev.tocsin.incident.trust.pageparts.Grid.Column;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import java.util.Set;

/// The rows and columns of a grid that a filter hides. They stay in the page, so that a script can show them.
///
/// @param components their ids
/// @param regions their ids
public record GridMask(Set<String> components, Set<String> regions) {

    public static final GridMask NOTHING = new GridMask(Set.of(), Set.of());

    public GridMask {
        components = Set.copyOf(components);
        regions = Set.copyOf(regions);
    }

    public boolean hidesRow(GridRow row) {
        return components.contains(row.component());
    }

    public boolean hidesGroup(ComponentGroup group) {
        return group.rows().stream().allMatch(this::hidesRow);
    }

    public boolean hidesColumn(Column column) {
        return regions.contains(column.region());
    }
}
