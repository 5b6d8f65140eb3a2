package dev.tocsin.engine.detection;

import static dev.tocsin.contract.Verdict.DEGRADED;
import static dev.tocsin.contract.Verdict.DOWN;
import static dev.tocsin.contract.Verdict.UNKNOWN;
import static dev.tocsin.contract.Verdict.UP;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.status.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The verdict of a cell's checks taken together.
///
/// @param deciding the check that decided it; null when all of them together decided it, or none has a verdict yet
record Finding(@Nullable Verdict verdict, @Nullable CheckState deciding) {

    static Finding of(List<CheckState> checks) {
        return first(checks, failingMeans(FailingMeans.DOWN).and(says(DOWN)))
                .map(check -> new Finding(DOWN, check))
                .or(() -> first(checks, failingMeans(FailingMeans.DOWN).and(says(UNKNOWN)))
                        .map(check -> new Finding(UNKNOWN, check)))
                .or(() -> first(
                                checks,
                                check -> check.verdict() != null
                                        && check.verdict().isBad())
                        .map(check -> new Finding(DEGRADED, check)))
                .or(() -> first(checks, says(UP)).map(check -> new Finding(UP, checks.size() == 1 ? check : null)))
                .or(() -> first(checks, says(UNKNOWN)).map(check -> new Finding(UNKNOWN, check)))
                .orElseGet(() -> new Finding(null, null));
    }

    static List<Mark> marks(List<CheckState> checks, boolean unstable) {
        var marks = new ArrayList<Mark>();
        if (checks.stream().anyMatch(CheckState::isSingleSource)) {
            marks.add(Mark.SINGLE_SOURCE);
        }
        if (checks.stream().anyMatch(CheckState::isContested)) {
            marks.add(Mark.CONTESTED);
        }
        if (unstable) {
            marks.add(Mark.UNSTABLE);
        }
        if (checks.stream().anyMatch(failingMeans(FailingMeans.DEGRADED).and(says(UNKNOWN)))) {
            marks.add(Mark.PARTLY_UNKNOWN);
        }
        return marks;
    }

    private static Optional<CheckState> first(List<CheckState> checks, Predicate<CheckState> which) {
        return checks.stream().filter(which).findFirst();
    }

    private static Predicate<CheckState> failingMeans(FailingMeans means) {
        return check -> check.definition().failingMeans() == means;
    }

    private static Predicate<CheckState> says(Verdict verdict) {
        return check -> check.verdict() == verdict;
    }
}
