package dev.tocsin.probe.schedule;

import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.Outcome;
import org.jspecify.annotations.Nullable;

/// A check's latest equal results and the vote so far, as far as one probe can know it.
///
/// @param vote null before the first
/// @param like the vote that each of the latest results stands for
public record ResultStreak(@Nullable Vote vote, @Nullable Vote like, int length) {

    public static final ResultStreak NONE = new ResultStreak(null, null, 0);

    /// `unsure` says nothing, so it neither continues a streak nor ends it.
    public ResultStreak after(Outcome outcome, int confirmations) {
        return switch (outcome) {
            case PASS -> after(Vote.UP, confirmations);
            case SLOW -> after(Vote.DEGRADED, confirmations);
            case FAIL -> after(Vote.DOWN, confirmations);
            case UNSURE -> this;
        };
    }

    /// A new check's first UP needs one result.
    private ResultStreak after(Vote result, int confirmations) {
        var next = result == like ? length + 1 : 1;
        var needed = vote == null && result == Vote.UP ? 1 : confirmations;
        return new ResultStreak(next >= needed ? result : vote, result, next);
    }

    /// While the latest result differs from the vote, the check is asked again sooner.
    public boolean inDoubt() {
        return like != vote;
    }
}
