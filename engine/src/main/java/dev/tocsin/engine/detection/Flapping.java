package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.PartitionState.NEVER;

import dev.tocsin.contract.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The latest changes of a cell between UP and bad. A change counts for 21 intervals of the check that made it.
///
/// @param known the last verdict that was not UNKNOWN, or null
/// @param until when each of the latest four changes stops counting; the earliest first, in milliseconds
public record Flapping(@Nullable Verdict known, List<Long> until) {

    static final Flapping NONE = new Flapping(null, List.of());

    static final int INTERVALS = 21;
    static final int BEGINS = 4;
    private static final int ENDS_BELOW = 2;

    public Flapping {
        until = List.copyOf(until);
    }

    /// @param everyMillis the interval of the check that made the verdict
    Flapping with(Verdict verdict, long clock, long everyMillis) {
        if (verdict == Verdict.UNKNOWN || verdict == known) {
            return this;
        }
        if (known == null || known.isBad() == verdict.isBad()) {
            return new Flapping(verdict, until);
        }
        var changes = Stream.concat(until.stream(), Stream.of(clock + INTERVALS * everyMillis))
                .sorted()
                .toList();
        return new Flapping(verdict, changes.subList(Math.max(0, changes.size() - BEGINS), changes.size()));
    }

    boolean isUnstable(boolean before, long clock) {
        var counting = counting(clock);
        return before ? counting >= ENDS_BELOW : counting >= BEGINS;
    }

    long counting(long clock) {
        return until.stream().filter(end -> end > clock).count();
    }

    /// The time at which an unstable cell becomes stable if it does not change again.
    long calmAt() {
        return until.size() < ENDS_BELOW ? NEVER : until.get(until.size() - ENDS_BELOW);
    }
}
