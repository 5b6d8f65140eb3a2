package dev.tocsin.notifier.channel.statuspage;

import dev.tocsin.notifier.channel.RetryAfter;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Denied;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Failed;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Instant;

/// What the answers of readers of Statuspage webhooks mean: a 2xx is success, a redirect is a failure.
final class StatuspageAnswers {

    private StatuspageAnswers() {}

    static SendResult read(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Answered answer when answer.status() / 100 == 2 -> new Sent(Integer.toString(answer.status()));
            case Answered answer when answer.status() == 410 -> new Gone("the endpoint answered 410: it is gone");
            case Answered answer ->
                new TryLater("the endpoint answered " + answer.status(), RetryAfter.read(answer.retryAfter(), now));
            case Denied(var reason) -> new TryLater(reason);
            case Failed(var reason) -> new TryLater(reason);
        };
    }
}
