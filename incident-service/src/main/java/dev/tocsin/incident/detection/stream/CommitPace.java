package dev.tocsin.incident.detection.stream;

import java.util.concurrent.atomic.AtomicLong;

/// Paces detection's commits: at once for one record or a few in a row, for many records together in a storm.
///
/// All tasks share one pace, since a commit includes all tasks of a thread and costs each a round trip to the broker.
final class CommitPace {

    static final long BETWEEN_MILLIS = 100;

    private final long ahead;
    private final AtomicLong paidUntil = new AtomicLong();

    /// @param inARow the number of requests granted at once, after as much calm as they would have taken at the pace
    CommitPace(int inARow) {
        ahead = (inARow - 1) * BETWEEN_MILLIS;
    }

    /// Whether a commit may be requested at `now`; otherwise the caller has to ask again later.
    boolean isDue(long now) {
        var paid = paidUntil.get();
        return now >= paid - ahead && paidUntil.compareAndSet(paid, Math.max(now, paid) + BETWEEN_MILLIS);
    }
}
