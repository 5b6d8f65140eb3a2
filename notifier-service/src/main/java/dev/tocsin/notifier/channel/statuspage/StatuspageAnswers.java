package dev.tocsin.notifier.channel.statuspage;

import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import java.time.Instant;

/// Interprets the answers of receivers of Statuspage webhooks: a 2xx is success, a redirect is a failure.
final class StatuspageAnswers {

    private static final int GONE = 410;

    private StatuspageAnswers() {}

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
