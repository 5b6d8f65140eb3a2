package dev.tocsin.incident.detection.stream;

import java.util.concurrent.atomic.AtomicLong;

/// How often detection asks for a commit: a change alone at once, of a storm of them many together.
///
/// One for all tasks, since a commit takes all tasks of a thread along and costs each a round trip to the broker.
final class CommitPace {

    static final long BETWEEN_MILLIS = 100;

    private final AtomicLong askedAt = new AtomicLong(-BETWEEN_MILLIS);

    /// Whether who asks now may; else it has to wait for a later moment.
    boolean isDue(long now) {
        var last = askedAt.get();
        return now - last >= BETWEEN_MILLIS && askedAt.compareAndSet(last, now);
    }
}
