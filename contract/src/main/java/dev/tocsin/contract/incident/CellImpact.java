package dev.tocsin.contract.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The impact of an incident on one cell.
///
/// @param verdict DOWN or DEGRADED while it is bad, and kept while it is UNKNOWN; UP once it recovered
/// @param onset when its trouble began
/// @param because the suspected root that it needs, over any number of hops; null for the root itself
public record CellImpact(
        Cell cell,
        Verdict verdict,
        Instant onset,
        @JsonProperty("public") boolean isPublic,
        Weight weight,
        @Nullable Cell because) {}
