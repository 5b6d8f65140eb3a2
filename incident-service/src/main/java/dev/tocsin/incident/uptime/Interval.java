package dev.tocsin.incident.uptime;

import dev.tocsin.contract.Verdict;
import org.jspecify.annotations.Nullable;

/// What a cell was for a while.
///
/// @param verdict null while it was not watched
/// @param maintenance whether work went on there that had been announced
/// @param amendment the latest that says so, or null: it was measured
public record Interval(
        Span span,
        @Nullable Verdict verdict,
        boolean maintenance,
        @Nullable Long amendment) {}
