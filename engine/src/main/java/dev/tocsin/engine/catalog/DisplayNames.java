package dev.tocsin.engine.catalog;

import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// The names that pages show: an entry's name, or its id when the catalog does not have the entry any more.
public final class DisplayNames {

    private DisplayNames() {}

    public static String page(Catalog catalog) {
        return catalog.page().map(PageDefined::name).orElse("Tocsin");
    }

    public static String region(Catalog catalog, String id) {
        return catalog.region(id).map(RegionDefined::name).orElse(id);
    }

    public static String component(Catalog catalog, String id) {
        return catalog.component(id).map(ComponentDefined::name).orElse(id);
    }

    public static String vantagePoint(Catalog catalog, String id) {
        return catalog.vantagePoint(id).map(VantagePointDefined::name).orElse(id);
    }

    /// The zone in which pages show times.
    public static ZoneId zone(Catalog catalog) {
        return catalog.page()
                .map(PageDefined::timeZone)
                .map(DisplayNames::zoneOrUtc)
                .orElse(ZoneOffset.UTC);
    }

    private static ZoneId zoneOrUtc(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    /// Like `Log in`, `Log in and API`, `Log in, API and 2 more`.
    public static String some(List<String> names) {
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> names.getFirst();
            case 2 -> names.get(0) + " and " + names.get(1);
            case 3 -> "%s, %s and %s".formatted(names.get(0), names.get(1), names.get(2));
            default -> "%s, %s and %d more".formatted(names.get(0), names.get(1), names.size() - 2);
        };
    }
}
