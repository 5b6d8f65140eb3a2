package dev.tocsin.notifier.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notice on its way to one subscriber.
///
/// ```
///   Due ──▶ Delivered
///    │ ▲
///    │ └─ tried, to be tried again
///    ├──▶ GivenUp ──▶ Due (replayed by an operator)
///    └──▶ Covered     (a later catch-up stands for it)
/// ```
public sealed interface Delivery {

    String id();

    /// @param attempt the number of attempts, in all
    /// @param rung the number of attempts since it was queued or replayed: the place on the [RetryLadder]
    record Due(String id, int attempt, int rung, Instant dueAt) implements Delivery {

        Due retryAt(Instant then) {
            return new Due(id, attempt, rung, then);
        }
    }

    /// @param answer the receiver's answer when it took the notice, or null
    record Delivered(
            String id, int attempt, Instant at, @Nullable String answer) implements Delivery {}

    record GivenUp(String id, int attempt, Instant at, String reason) implements Delivery {}

    /// @param by the id of the delivery that covers this one
    record Covered(String id, String by, Instant at) implements Delivery {}
}
