package dev.tocsin.notifier.channel.sms;

import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.SenderRefused;
import java.time.Instant;

/// Interprets a gateway's answers, as far as gateways agree.
///
/// | answer | result |
/// | --- | --- |
/// | 2xx | sent |
/// | 400, 422 | refused: the number or the text |
/// | 401, 402, 403, 404, 405 | we are refused, whoever it is for: the operator's address, secret or account is wrong |
/// | 429, 5xx, any other | tried again later |
final class SmsAnswers {

    private SmsAnswers() {}

    static SendResult read(RequestOutcome outcome, Instant now) {
        return outcome.result(answer -> answer.status() / 100 == 2 ? answer.sent() : refusal(answer, now));
    }

    private static SendResult refusal(Answered answer, Instant now) {
        return switch (answer.status()) {
            case 400, 422 -> new Refused("the gateway refused the message: " + answer.status());
            case 401, 402, 403, 404, 405 -> new SenderRefused("the gateway refused Tocsin: " + answer.status());
            default -> answer.later("the gateway", now);
        };
    }
}
