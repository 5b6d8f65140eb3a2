package dev.tocsin.incident.detection.stream;

import java.util.concurrent.atomic.AtomicLong;

/// How often detection asks for a commit: what comes alone, or a few in a row, at once; of a storm many together.
///
/// One for all tasks, since a commit takes all tasks of a thread along and costs each a round trip to the broker.
final class CommitPace {

    static final long BETWEEN_MILLIS = 100;

    private final long ahead;
    private final AtomicLong paidUntil = new AtomicLong();

    /// @param inARow so many may come at once, after as much calm as they would have taken at the pace
    CommitPace(int inARow) {
        ahead = (inARow - 1) * BETWEEN_MILLIS;
    }

    /// Whether who asks now may; else it has to wait for a later moment.
    boolean isDue(long now) {
        var paid = paidUntil.get();
        return now >= paid - ahead && paidUntil.compareAndSet(paid, Math.max(now, paid) + BETWEEN_MILLIS);
    }
}
