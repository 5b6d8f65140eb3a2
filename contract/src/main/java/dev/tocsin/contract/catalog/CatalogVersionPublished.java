package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/// The last record of each version: the entries before it are the current catalog.
///
/// @param digest SHA-256 of the catalog file's bytes, in lower-case hex
/// @param entries how many entries the version has, this one not counted
public record CatalogVersionPublished(
        long version, @JsonProperty("publishedAt") Instant time, String digest, int entries) implements CatalogEvent {

    @Override
    public String key() {
        return "catalog/version";
    }
}
