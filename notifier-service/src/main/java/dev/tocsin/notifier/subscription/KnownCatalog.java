package dev.tocsin.notifier.subscription;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The regions and components that subscribers can choose, and their names.
///
/// @param page the product's name
/// @param zone the product's time zone
/// @param regions in the catalog's order
/// @param components the public components, in the catalog's order
public record KnownCatalog(String page, ZoneId zone, List<Named> regions, List<Named> components) {

    public record Named(String id, String name) {}

    public static final KnownCatalog NONE = new KnownCatalog("Tocsin", ZoneId.of("Etc/UTC"), List.of(), List.of());

    public boolean isEmpty() {
        return regions.isEmpty();
    }

    /// The region's name, or its id when the catalog does not have it any more.
    public String regionName(String id) {
        return name(regions, id);
    }

    public String componentName(String id) {
        return name(components, id);
    }

    public boolean isPublic(String component) {
        return components.stream().anyMatch(named -> named.id().equals(component));
    }

    public boolean hasRegion(String region) {
        return regions.stream().anyMatch(named -> named.id().equals(region));
    }

    public Optional<String> problemWithRegion(String id) {
        return problem("region", regions, id);
    }

    public Optional<String> problemWithComponent(String id) {
        return problem("component", components, id);
    }

    private static Optional<String> problem(String what, List<Named> known, String id) {
        return known.stream().anyMatch(named -> named.id().equals(id))
                ? Optional.empty()
                : Optional.of("no %s \"%s\"; there are %s"
                        .formatted(
                                what,
                                id,
                                String.join(", ", known.stream().map(Named::id).toList())));
    }

    private static String name(List<Named> known, String id) {
        return known.stream()
                .filter(named -> named.id().equals(id))
                .map(Named::name)
                .findFirst()
                .orElse(id);
    }
}
