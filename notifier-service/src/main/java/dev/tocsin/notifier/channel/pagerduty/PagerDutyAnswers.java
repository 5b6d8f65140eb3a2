package dev.tocsin.notifier.channel.pagerduty;

import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import java.time.Instant;

/// Interprets the answers of the Events API v2.
///
/// | answer | result |
/// | --- | --- |
/// | 202 | sent |
/// | 400 | refused: the event, or the routing key in it, is invalid |
/// | 429, 5xx, any other | tried again later |
final class PagerDutyAnswers {

    private PagerDutyAnswers() {}

    static SendResult read(RequestOutcome outcome, Instant now) {
        return outcome.result(answer -> switch (answer.status()) {
            case 202 -> answer.sent();
            case 400 -> new Refused("PagerDuty refused the event: 400; is the integration key still right?");
            default -> answer.later("PagerDuty", now);
        });
    }
}
