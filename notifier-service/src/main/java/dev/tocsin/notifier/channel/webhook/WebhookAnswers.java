package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import java.time.Instant;

/// Interprets an endpoint's answer. Only a 2xx is success; a redirect is a failure like any other.
final class WebhookAnswers {

    private static final int GONE = 410;

    private WebhookAnswers() {}

    static SendResult read(RequestOutcome outcome, Instant now) {
        return outcome.result(answer -> switch (answer.status() / 100) {
            case 2 -> answer.sent();
            default ->
                answer.status() == GONE
                        ? new Gone("the endpoint answered 410: it is gone")
                        : answer.later("the endpoint", now);
        });
    }
}
