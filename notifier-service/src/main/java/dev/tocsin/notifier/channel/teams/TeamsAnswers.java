package dev.tocsin.notifier.channel.teams;

import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Instant;

/// Interprets the answers of a workflow's webhook.
///
/// | answer | result |
/// | --- | --- |
/// | 202, or 200 | sent, unless the text says that posting to Teams failed: older webhooks answer so with 200 |
/// | 410, or 404 with the code of a workflow that was deleted | gone |
/// | 400, 413 | refused |
/// | 429, any other | tried again later; a workflow that is switched off may be switched on again |
final class TeamsAnswers {

    private static final String SERVICE = "Microsoft Teams";
    private static final String FAILED = "Webhook message delivery failed";
    private static final String DELETED = "WorkflowNotFound";

    private TeamsAnswers() {}

    static SendResult read(RequestOutcome outcome, Instant now) {
        return outcome.result(answer -> read(answer, now));
    }

    private static SendResult read(Answered answer, Instant now) {
        return switch (answer.status()) {
            case 200, 201, 202, 204 ->
                ServiceClient.text(answer).startsWith(FAILED)
                        ? new TryLater("the webhook could not post to Microsoft Teams")
                        : answer.sent();
            case 410 -> new Gone("Microsoft Teams says that the webhook is gone");
            case 404 ->
                isDeleted(answer) ? new Gone("the workflow of the webhook was deleted") : answer.later(SERVICE, now);
            case 400, 413 -> new Refused("Microsoft Teams refused the message: " + answer.status());
            default -> answer.later(SERVICE, now);
        };
    }

    private static boolean isDeleted(Answered answer) {
        return ServiceClient.json(answer).path("error").path("code").asText().equals(DELETED);
    }
}
