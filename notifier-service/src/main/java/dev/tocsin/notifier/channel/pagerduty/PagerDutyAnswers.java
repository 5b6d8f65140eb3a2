package dev.tocsin.notifier.channel.pagerduty;

import dev.tocsin.notifier.channel.RetryAfter;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Answered;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Denied;
import dev.tocsin.notifier.channel.http.GuardedClient.Outcome.Failed;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Instant;

/// What the answers of the Events API v2 mean.
///
/// | answer | result |
/// | --- | --- |
/// | 202 | sent |
/// | 400 | refused: the event, or the routing key in it, is invalid |
/// | 429, 5xx, any other | tried again later |
final class PagerDutyAnswers {

    private PagerDutyAnswers() {}

    static SendResult read(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Answered answer when answer.status() == 202 -> new Sent(Integer.toString(answer.status()));
            case Answered answer
            when answer.status() == 400 ->
                new Refused("PagerDuty refused the event: 400; is the integration key still right?");
            case Answered answer ->
                new TryLater("PagerDuty answered " + answer.status(), RetryAfter.read(answer.retryAfter(), now));
            case Denied(var reason) -> new TryLater(reason);
            case Failed(var reason) -> new TryLater(reason);
        };
    }
}
