package dev.tocsin.incident.trust.readers;

import org.jspecify.annotations.Nullable;

/// The part of the product that a status is requested for.
///
/// @param component the id of a component; null for all
/// @param region the id of a region; null for all
public record StatusScope(
        @Nullable String component, @Nullable String region) {

    /// Everything in every region.
    public static final StatusScope EVERYTHING = new StatusScope(null, null);

    /// The page that says most about it, such as `/?region=na`.
    String path() {
        if (region == null) {
            return "/";
        }
        return component == null ? "/?region=" + region : "/cells/%s@%s".formatted(component, region);
    }
}
