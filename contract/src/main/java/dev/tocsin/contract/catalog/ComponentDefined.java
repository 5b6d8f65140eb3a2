package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Weight;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of the product that a user would call broken when it fails.
///
/// @param group the heading under which it is shown, or null
/// @param about one sentence for customers, or null
/// @param isPublic whether customers see it and are notified
/// @param regions the regions where it exists, in the catalog's order
/// @param needs components needed in the same region
/// @param needsCells components needed in one stated region, such as `billing@eu`
/// @param objective the percentage of a month for which it is to be up, such as 99.95; or null
public record ComponentDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        String id,
        String name,
        @Nullable String group,
        @Nullable String about,
        Weight weight,
        @JsonProperty("public") boolean isPublic,
        int position,
        List<String> regions,
        List<String> needs,
        List<Cell> needsCells,
        @Nullable Double objective)
        implements CatalogEvent {

    @Override
    public String key() {
        return "component/" + id;
    }
}
