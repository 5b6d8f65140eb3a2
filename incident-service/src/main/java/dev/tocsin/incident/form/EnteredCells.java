package dev.tocsin.incident.form;

import static java.util.function.Predicate.not;

import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.catalog.Catalog;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Cells as people enter them: one as `login@na`, those of a component as `login`, those of a region as `@na`.
public final class EnteredCells {

    private EnteredCells() {}

    /// The names of single cells. A name that the catalog does not have stays, so that its reader reports it.
    public static List<String> of(String entered, Catalog catalog) {
        return Arrays.stream(entered.split("[\\s,;]+"))
                .filter(not(String::isEmpty))
                .flatMap(name -> cells(name, catalog))
                .distinct()
                .toList();
    }

    private static Stream<String> cells(String name, Catalog catalog) {
        if (name.startsWith("@")) {
            return catalog.region(name.substring(1)).isEmpty()
                    ? Stream.of(name)
                    : catalog.components().stream()
                            .filter(component -> component.regions().contains(name.substring(1)))
                            .map(component -> component.id() + name);
        }
        var regions = catalog.component(name).map(ComponentDefined::regions).orElse(List.of());
        return regions.isEmpty() ? Stream.of(name) : regions.stream().map(region -> name + "@" + region);
    }
}
