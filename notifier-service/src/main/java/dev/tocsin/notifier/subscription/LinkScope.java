package dev.tocsin.notifier.subscription;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The regions and components that a link to the subscribe page chooses, such as the link on an incident's page.
///
/// @param regions those of the catalog; empty for all
/// @param components as above
/// @param unknown ids that the catalog does not have
public record LinkScope(List<String> regions, List<String> components, List<String> unknown) {

    /// More ids than any of our links names.
    private static final int MOST_IDS = 200;

    /// @param regions null is like an empty list
    /// @param components as above
    public static LinkScope of(
            @Nullable Collection<String> regions, @Nullable Collection<String> components, KnownCatalog catalog) {
        var namedRegions = named(regions);
        var namedComponents = named(components);
        return new LinkScope(
                namedRegions.stream().filter(catalog::hasRegion).toList(),
                namedComponents.stream().filter(catalog::isPublic).toList(),
                Stream.concat(
                                namedRegions.stream().filter(id -> !catalog.hasRegion(id)),
                                namedComponents.stream().filter(id -> !catalog.isPublic(id)))
                        .toList());
    }

    /// The choices as parameters that follow others in a link.
    public String query() {
        var query = new StringBuilder();
        regions.forEach(id -> query.append("&regions=").append(id));
        components.forEach(id -> query.append("&components=").append(id));
        return query.toString();
    }

    private static List<String> named(@Nullable Collection<String> ids) {
        return ids == null ? List.of() : ids.stream().distinct().limit(MOST_IDS).toList();
    }
}
