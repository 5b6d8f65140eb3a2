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
                        group.name(),
                        group.rows().stream()
                                .map(RankedRow::new)
                                .sorted(rows())
                                .map(RankedRow::row)
                                .toList()))
                .sorted(groups())
                .toList();
        return new Grid(grid.columns(), groups, grid.rest(), grid.mask());
    }

    /// A row with what it is sorted by, which costs more than to compare it.
    private record RankedRow(GridRow row, int rank, String name) {

        RankedRow(GridRow row) {
            this(row, row.worst().rank(), row.name().toLowerCase(Locale.ROOT));
        }
    }

    private Comparator<RankedRow> rows() {
        return switch (this) {
            case WORST -> Comparator.comparingInt(RankedRow::rank);
            case NAME -> Comparator.comparing(RankedRow::name);
        };
    }

    private Comparator<ComponentGroup> groups() {
        return switch (this) {
            case WORST ->
                Comparator.comparingInt(group -> group.rows().getFirst().worst().rank());
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
