package dev.tocsin.notifier.channel.webhook;

import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome.Answered;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome.Denied;
import dev.tocsin.notifier.channel.webhook.GuardedClient.Outcome.Failed;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// What an endpoint's answer means. Only a 2xx is success; a redirect is a failure like any other.
final class WebhookAnswers {

    private static final int GONE = 410;

    private WebhookAnswers() {}

    static SendResult read(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Answered answer when answer.status() / 100 == 2 -> new Sent();
            case Answered answer when answer.status() == GONE -> new Gone("the endpoint answered 410: it is gone");
            case Answered answer ->
                new TryLater("the endpoint answered " + answer.status(), wait(answer.retryAfter(), now));
            case Denied(var reason) -> new TryLater(reason);
            case Failed(var reason) -> new TryLater(reason);
        };
    }

    /// Seconds, or a date as HTTP writes it (RFC 9110, section 10.2.3).
    private static @Nullable Duration wait(@Nullable String retryAfter, Instant now) {
        if (retryAfter == null) {
            return null;
        }
        if (retryAfter.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            var at = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, at);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
