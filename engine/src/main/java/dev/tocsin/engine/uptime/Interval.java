package dev.tocsin.engine.uptime;

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
        @Nullable Long amendment) {

    Interval within(Span other) {
        return new Interval(span.and(other), verdict, maintenance, amendment);
    }

    /// Anything but up, of what was watched.
    public boolean isTrouble() {
        return verdict != null && verdict != Verdict.UP;
    }

    /// As what it counts.
    public Status status() {
        if (maintenance) {
            return Status.MAINTENANCE;
        }
        return verdict == null ? Status.UNWATCHED : Status.of(verdict);
    }
}
