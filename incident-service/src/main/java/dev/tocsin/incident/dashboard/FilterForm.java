package dev.tocsin.incident.dashboard;

import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.Grid.Column;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form that filters the overview.
///
/// @param reader the name of the operator who reads the page
/// @param grid the grid as the filter masks it
public record FilterForm(GridFilter filter, String reader, Grid grid) {

    public List<Column> regions() {
        return grid.columns();
    }

    /// The names of groups, without those components that have no group.
    public List<String> groups() {
        return grid.groups().stream()
                .map(ComponentGroup::name)
                .filter(name -> !name.isEmpty())
                .sorted()
                .toList();
    }

    public List<Status> statuses() {
        return Arrays.stream(Status.values())
                .sorted(Comparator.comparingInt(Status::rank))
                .toList();
    }

    public List<GridSort> sorts() {
        return List.of(GridSort.values());
    }

    /// The person whose incidents are shown; null for all.
    public @Nullable String only() {
        return filter.mine() ? reader : null;
    }

    /// Whether nothing is chosen but perhaps an order.
    public boolean isEmpty() {
        return filter.sorted(GridSort.WORST).equals(GridFilter.ALL);
    }

    public long all() {
        return grid.rows().count();
    }

    public long shown() {
        return grid.rows().filter(row -> !grid.mask().hidesRow(row)).count();
    }
}
