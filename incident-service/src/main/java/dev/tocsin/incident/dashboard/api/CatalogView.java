package dev.tocsin.incident.dashboard.api;

import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.MaintenancePlanned;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalog, as the events of `tocsin.catalog` define it.
///
/// @param version 0 before the first version is published; all other fields are empty then
record CatalogView(
        long version,
        @Nullable PageDefined page,
        @Nullable CorrelationSettingsDefined correlation,
        List<RegionDefined> regions,
        List<ComponentDefined> components,
        List<VantagePointDefined> vantagePoints,
        List<CheckDefined> checks,
        List<MaintenancePlanned> maintenance) {

    static CatalogView of(Catalog catalog) {
        return new CatalogView(
                catalog.version(),
                catalog.page().orElse(null),
                catalog.correlationSettings().orElse(null),
                catalog.regions(),
                catalog.components().stream()
                        .sorted(Comparator.comparingInt(ComponentDefined::position))
                        .toList(),
                catalog.vantagePoints(),
                catalog.checks(),
                catalog.plans());
    }
}
