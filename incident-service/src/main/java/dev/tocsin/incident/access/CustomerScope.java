package dev.tocsin.incident.access;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The cells that the page of a customer shows.
///
/// @param names a component as `login`, all that is in a region as `@na`, a single cell as `login@na`; sorted, so that
///     customers who see the same share a page, and each cell of a change is looked up fast
public record CustomerScope(List<String> names) {

    public static final CustomerScope NOTHING = new CustomerScope(List.of());

    public static final int MOST = 200;

    public CustomerScope {
        names = names.stream().distinct().sorted().toList();
    }

    /// @param entered names, with spaces or commas between them
    public static CustomerScope entered(String entered) {
        return new CustomerScope(Arrays.stream(entered.split("[\\s,;]+"))
                .filter(name -> !name.isEmpty())
                .toList());
    }

    public boolean shows(Cell cell) {
        return has(cell.component()) || has("@" + cell.region()) || has(cell.toString());
    }

    private boolean has(String name) {
        return Collections.binarySearch(names, name) >= 0;
    }

    /// The names that stand for no cell of the catalog.
    public List<String> unknown(Catalog catalog) {
        var cells = catalog.cells();
        return names.stream()
                .filter(name -> cells.stream().noneMatch(new CustomerScope(List.of(name))::shows))
                .toList();
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }
}
