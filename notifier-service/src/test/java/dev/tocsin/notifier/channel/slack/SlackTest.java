package dev.tocsin.notifier.channel.slack;

import static dev.tocsin.notifier.channel.http.FakeService.json;
import static dev.tocsin.notifier.channel.http.Notices.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.notifier.channel.chat.Note;
import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.Messages;
import dev.tocsin.notifier.channel.http.Notices;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlackTest {

    @Test
    void anOpeningIsWritten() {
        assertThat(json(SlackMessage.of(announcement(Notices.opening())))).isEqualTo(Messages.opening("slack"));
    }

    @Test
    void aClosingSaysThatItIsOver() {
        var message = json(SlackMessage.of(announcement(Notices.closing())));

        assertThat(message.at("/blocks/0/text/text").asText())
                .isEqualTo("[Harbour CRM] Resolved: Log in is down in North America (lasted 1 h 15 min)");
    }

    @Test
    void theCodeIsShown() {
        assertThat(json(SlackMessage.of(Note.of(Notices.CODE)))
                        .at("/blocks/2/text/text")
                        .asText())
                .isEqualTo("To get them, enter the code 4BKT-X9QW where you subscribed. It is valid for 15 minutes. "
                        + "Otherwise ignore this message.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel>",
                "<!here|here>",
                "<@U012AB3CD>",
                "<https://evil.example|our page>",
                "&lt;!channel&gt;",
                "a > b && c"
            })
    void whatPeopleWriteMentionsNobodyAndLinksNowhere(String hostile) {
        var message = json(SlackMessage.of(announcement(Notices.saying(hostile))));

        var texts = texts(message)
                .filter(text ->
                        !text.startsWith("<https://trust.harbour.example/") && !text.startsWith("[Harbour CRM]"))
                .toList();
        assertThat(texts).hasSizeGreaterThan(5).noneMatch(text -> text.contains("<") || text.contains(">"));
        assertThat(message.at("/blocks/0/text/type").asText()).isEqualTo("plain_text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "&", "😀", "…"})
    void theLongestMessageKeepsSlacksLimits(String letter) {
        var message = json(SlackMessage.of(announcement(Notices.longest(letter))));

        assertThat(message.at("/blocks/0/text/text").asText()).hasSizeLessThanOrEqualTo(150);
        assertThat(texts(message)).allMatch(text -> text.length() <= 3000);
        assertThat(message.get("blocks")).hasSizeLessThanOrEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | ok                   | Sent     |
            404 | no_service           | Gone     | Slack says that the webhook is gone: no_service
            404 | channel_not_found    | Gone     | Slack says that the webhook is gone: channel_not_found
            404 | <html>proxy</html>   | TryLater | Slack answered 404
            403 | invalid_token        | Gone     | Slack says that the webhook is gone: invalid_token
            403 | action_prohibited    | Refused  | Slack refused the message: 403 action_prohibited
            403 | <b>secret</b>        | Refused  | Slack refused the message: 403
            410 | channel_is_archived  | Gone     | Slack says that the channel is archived or gone
            400 | invalid_payload      | Refused  | Slack refused the message: 400 invalid_payload
            500 | rollup_error         | TryLater | Slack answered 500
            301 | moved                | TryLater | Slack answered 301
            """)
    void eachAnswerHasItsResult(int status, String body, String result, @Nullable String reason) {
        var read = SlackAnswers.read(FakeService.outcome(status, body, Map.of()), Instant.now());

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
        assertThat(read.reason()).isEqualTo(reason);
    }

    @Test
    void slackSaysHowLongToStayAway() {
        var outcome = FakeService.outcome(429, "rate_limited", Map.of("Retry-After", "30"));

        assertThat(SlackAnswers.read(outcome, Instant.now()))
                .isEqualTo(new TryLater("Slack answered 429", Duration.ofSeconds(30)));
    }

    private static Stream<String> texts(JsonNode node) {
        var own = node.path("text").isTextual() ? Stream.of(node.get("text").asText()) : Stream.<String>empty();
        return Stream.concat(
                own, StreamSupport.stream(node.spliterator(), false).flatMap(SlackTest::texts));
    }
}
