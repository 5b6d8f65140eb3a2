package dev.tocsin.notifier.delivery;

import static java.util.Objects.requireNonNullElse;

import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The waits before each further attempt; when they are used up, the delivery is given up.
public record RetryLadder(List<Duration> waits) {

    /// The schedule of Standard Webhooks, cut off after 27 hours and a half, when a notice of an incident has lost its
    /// value.
    public static final RetryLadder DEFAULT = new RetryLadder(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10)));

    /// The longest wait, even if the other side asks for a longer one.
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final double JITTER = 0.2;

    /// @param due the delivery after the attempt, which its numbers include
    /// @param random 0 to 1; spreads deliveries that failed at the same time over a fifth of the wait
    public Delivery after(Due due, SendResult result, Instant now, double random) {
        return switch (result) {
            case Sent(var answer) -> new Delivered(due.id(), due.attempt(), now, answer);
            case TryLater(var reason, var retryAfter, var _) ->
                again(due, reason, requireNonNullElse(retryAfter, Duration.ZERO), now, random);
            case SenderRefused(var reason) -> again(due, reason, Duration.ZERO, now, random);
            case Refused(var reason) -> new GivenUp(due.id(), due.attempt(), now, reason);
            case Gone(var reason) -> new GivenUp(due.id(), due.attempt(), now, reason);
        };
    }

    private Delivery again(Due due, String reason, Duration asked, Instant now, double random) {
        return due.rung() <= waits.size()
                ? due.retryAt(now.plus(longer(jittered(waits.get(due.rung() - 1), random), asked)))
                : new GivenUp(due.id(), due.attempt(), now, reason);
    }

    private static Duration jittered(Duration wait, double random) {
        return wait.plusMillis(Math.round(wait.toMillis() * JITTER * random));
    }

    private static Duration longer(Duration wait, Duration asked) {
        var longer = asked.compareTo(wait) > 0 ? asked : wait;
        return longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
    }
}
