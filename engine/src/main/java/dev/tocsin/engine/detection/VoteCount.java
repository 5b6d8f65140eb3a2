package dev.tocsin.engine.detection;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import org.jspecify.annotations.Nullable;

/// The numbers of a check's votes that count.
record VoteCount(int up, int degraded, int down) {

    int live() {
        return up + degraded + down;
    }

    /// The verdict of more than half of the votes; DOWN counts as DEGRADED too. Null when the votes are contested.
    @Nullable
    Verdict majority() {
        if (isMajority(down)) {
            return Verdict.DOWN;
        }
        if (isMajority(down + degraded)) {
            return Verdict.DEGRADED;
        }
        return isMajority(up) ? Verdict.UP : null;
    }

    private boolean isMajority(int votes) {
        return 2 * votes > live();
    }

    static boolean supports(Vote vote, Verdict verdict) {
        return switch (verdict) {
            case UP -> vote == Vote.UP;
            case DEGRADED -> vote != Vote.UP;
            case DOWN -> vote == Vote.DOWN;
            case UNKNOWN -> false;
        };
    }
}
