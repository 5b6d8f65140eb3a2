package dev.tocsin.notifier.channel.slack;

import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome;
import dev.tocsin.notifier.channel.http.GuardedClient.RequestOutcome.Answered;
import dev.tocsin.notifier.channel.http.ServiceClient;
import dev.tocsin.notifier.delivery.SendResult;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import java.time.Instant;
import java.util.Set;

/// Interprets Slack's answers: a status, and one word of plain text.
///
/// | answer | result |
/// | --- | --- |
/// | 2xx | sent |
/// | 410, or 403 and 404 with a word that says that the webhook, its channel or its team is gone | gone |
/// | 400, 403 with another word | refused |
/// | 429, any other | tried again later |
final class SlackAnswers {

    private static final String SERVICE = "Slack";

    private static final Set<String> NO_MORE = Set.of(
            "no_service",
            "no_service_id",
            "no_team",
            "team_disabled",
            "channel_not_found",
            "channel_is_archived",
            "no_active_hooks",
            "invalid_token");

    private SlackAnswers() {}

    static SendResult read(RequestOutcome outcome, Instant now) {
        return outcome.result(answer -> read(answer, now));
    }

    private static SendResult read(Answered answer, Instant now) {
        var word = ServiceClient.text(answer);
        var isNoMore = NO_MORE.contains(word);
        return switch (answer.status()) {
            case 200, 201, 202, 204 -> answer.sent();
            case 410 -> new Gone("Slack says that the channel is archived or gone");
            case 403 -> isNoMore ? gone(word) : refused(answer, word);
            case 404 -> isNoMore ? gone(word) : answer.later(SERVICE, now);
            case 400 -> refused(answer, word);
            default -> answer.later(SERVICE, now);
        };
    }

    private static SendResult gone(String word) {
        return new Gone("Slack says that the webhook is gone: " + word);
    }

    private static SendResult refused(Answered answer, String word) {
        return new Refused("Slack refused the message: %d%s".formatted(answer.status(), said(word)));
    }

    /// Slack's words consist of lower-case letters; any other text comes from somewhere else.
    private static String said(String word) {
        return word.matches("[a-z_]{1,60}") ? " " + word : "";
    }
}
