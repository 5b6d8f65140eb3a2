package dev.tocsin.engine.correlation.rule;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.engine.catalog.Catalog;

/// The display names of cells, components and regions.
public final class CellNames {

    private CellNames() {}

    static String of(Catalog catalog, Cell cell) {
        return component(catalog, cell.component()) + " – " + region(catalog, cell.region());
    }

    static String component(Catalog catalog, String id) {
        return catalog.component(id).map(ComponentDefined::name).orElse(id);
    }

    public static String region(Catalog catalog, String id) {
        return catalog.region(id).map(RegionDefined::name).orElse(id);
    }
}
