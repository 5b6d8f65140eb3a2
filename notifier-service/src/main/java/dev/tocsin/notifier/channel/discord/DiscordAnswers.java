package dev.tocsin.notifier.channel.discord;

import dev.tocsin.notifier.channel.RetryAfter;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Interprets Discord's answers: a status, and a code of Discord's own in JSON.
///
/// | answer | result |
/// | --- | --- |
/// | 200, 204 | sent |
/// | 401 or 404 with the code of an unknown webhook or a wrong token, 410 | gone |
/// | 400 | refused |
/// | 429 | tried again after `retry_after`, which has fractions of a second |
/// | any other | tried again later |
final class DiscordAnswers {

    private static final int UNKNOWN_WEBHOOK = 10_015;
    private static final int INVALID_WEBHOOK_TOKEN = 50_027;

    private DiscordAnswers() {}

    static SendResult read(RequestOutcome outcome, Instant now) {
        return outcome.result(answer -> read(answer, now));
    }

    private static SendResult read(Answered answer, Instant now) {
        var code = ServiceClient.json(answer).path("code").asInt();
        return switch (answer.status()) {
            case 200, 204 -> answer.sent();
            case 410 -> new Gone("Discord says that the webhook is gone");
            case 401, 404 ->
                code == UNKNOWN_WEBHOOK || code == INVALID_WEBHOOK_TOKEN
                        ? new Gone("Discord says that the webhook is gone: " + code)
                        : later(answer, now);
            case 400 -> new Refused("Discord refused the message: 400" + (code == 0 ? "" : " " + code));
            default -> later(answer, now);
        };
    }

    private static SendResult later(Answered answer, Instant now) {
        return new TryLater("Discord answered " + answer.status(), wait(answer, now));
    }

    private static @Nullable Duration wait(Answered answer, Instant now) {
        var seconds = ServiceClient.json(answer).path("retry_after");
        return seconds.isNumber() && seconds.asDouble() >= 0 && seconds.asDouble() < 1e9
                ? RetryAfter.seconds(seconds.asDouble())
                : RetryAfter.read(answer.retryAfter(), now);
    }
}
