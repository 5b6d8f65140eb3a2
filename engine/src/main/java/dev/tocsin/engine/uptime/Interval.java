package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Verdict;
import org.jspecify.annotations.Nullable;

/// The verdict of a cell for a span of time.
///
/// @param verdict null while it was not watched
/// @param maintenance whether announced work was in progress
/// @param amendment the latest amendment that states the verdict; null if the verdict was measured
public record Interval(
        Span span,
        @Nullable Verdict verdict,
        boolean maintenance,
        @Nullable Long amendment) {

    Interval within(Span other) {
        return new Interval(span.and(other), verdict, maintenance, amendment);
    }

    /// Whether the cell was watched and not up.
    public boolean isTrouble() {
        return verdict != null && verdict != Verdict.UP;
    }

    /// The status as which it counts.
    public Status status() {
        if (maintenance) {
            return Status.MAINTENANCE;
        }
        return verdict == null ? Status.UNWATCHED : Status.of(verdict);
    }
}
