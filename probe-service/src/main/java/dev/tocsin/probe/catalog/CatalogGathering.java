package dev.tocsin.probe.catalog;

import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.VantagePointDefined;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Gathers a catalog's entries as they come; they take effect once their version is published. Not thread-safe.
public final class CatalogGathering {

    private final String vantagePoint;
    private final SortedMap<String, CatalogEvent> entries = new TreeMap<>();

    public CatalogGathering(String vantagePoint) {
        this.vantagePoint = vantagePoint;
    }

    /// @return the new assignment of this vantage point, if that was the last entry of a version
    public Optional<Assignment> take(CatalogEvent entry) {
        return switch (entry) {
            case CatalogVersionPublished published -> Optional.of(assignment(published.version()));
            case CheckDefined check
            when !check.from().contains(vantagePoint) -> {
                entries.remove(check.key());
                yield Optional.empty();
            }
            case CatalogEvent other -> {
                entries.put(other.key(), other);
                yield Optional.empty();
            }
        };
    }

    public void remove(String key) {
        entries.remove(key);
    }

    private Assignment assignment(long version) {
        var checks = entries.values().stream()
                .filter(CheckDefined.class::isInstance)
                .map(CheckDefined.class::cast)
                .toList();
        var controls = entries.values().stream()
                .filter(VantagePointDefined.class::isInstance)
                .map(VantagePointDefined.class::cast)
                .filter(place -> place.id().equals(vantagePoint))
                .findFirst()
                .map(VantagePointDefined::controls)
                .orElse(List.of());
        return new Assignment(version, checks, controls);
    }
}
