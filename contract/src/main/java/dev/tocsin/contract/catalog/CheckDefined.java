package dev.tocsin.contract.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import java.time.Instant;
import java.util.List;

/// One question about one cell: a check of the catalog with its region's variables filled in.
///
/// @param check the check's id in the catalog; one check asks about every cell of its component
/// @param from the vantage points that ask, at least one
/// @param definition a digest of the question, 12 hex digits: votes start anew when it changes
public record CheckDefined(
        long version,
        @JsonProperty("definedAt") Instant time,
        String check,
        Cell cell,
        FailingMeans failingMeans,
        CheckTiming timing,
        List<String> from,
        String definition,
        Question question)
        implements CatalogEvent {

    @Override
    public String key() {
        return "check/" + check + "@" + cell.region();
    }
}
