package dev.tocsin.notifier.channel.webhook;

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

/// What an endpoint's answer means. Only a 2xx is success; a redirect is a failure like any other.
final class WebhookAnswers {

    private static final int GONE = 410;

    private WebhookAnswers() {}

    static SendResult read(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Answered answer when answer.status() / 100 == 2 -> new Sent(Integer.toString(answer.status()));
            case Answered answer when answer.status() == GONE -> new Gone("the endpoint answered 410: it is gone");
            case Answered answer ->
                new TryLater("the endpoint answered " + answer.status(), RetryAfter.read(answer.retryAfter(), now));
            case Denied(var reason) -> new TryLater(reason);
            case Failed(var reason) -> new TryLater(reason);
        };
    }
}
