package dev.tocsin.incident.dashboard;

import dev.tocsin.incident.trust.pageparts.Grid;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import java.util.Comparator;
import java.util.Locale;

/// An order of the overview's groups, and of the components in each.
public enum GridSort {
    /// The worst cells first; equally bad ones in the order of the catalog.
    WORST("Worst first"),
    NAME("By name");

    private final String words;

    GridSort(String words) {
        this.words = words;
    }

    /// @param grid in the order of the catalog, or in an order of this kind
    public Grid of(Grid grid) {
        var groups = grid.groups().stream()
                .map(group -> new ComponentGroup(
                        group.name(), group.rows().stream().sorted(rows()).toList()))
                .sorted(groups())
                .toList();
        return new Grid(grid.columns(), groups, grid.rest(), grid.mask());
    }

    private Comparator<GridRow> rows() {
        return switch (this) {
            case WORST -> Comparator.comparingInt(row -> row.worst().rank());
            case NAME -> Comparator.comparing(row -> row.name().toLowerCase(Locale.ROOT));
        };
    }

    private Comparator<ComponentGroup> groups() {
        return switch (this) {
            case WORST -> Comparator.comparing(group -> group.rows().getFirst(), rows());
            case NAME -> Comparator.comparing(group -> group.name().toLowerCase(Locale.ROOT));
        };
    }

    public String words() {
        return words;
    }

    /// Its name in the address.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
