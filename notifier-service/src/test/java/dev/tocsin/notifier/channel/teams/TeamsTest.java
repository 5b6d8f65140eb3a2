package dev.tocsin.notifier.channel.teams;

import static dev.tocsin.notifier.channel.http.FakeService.json;
import static dev.tocsin.notifier.channel.http.Notices.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.channel.chat.Note;
import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.Messages;
import dev.tocsin.notifier.channel.http.Notices;
import dev.tocsin.notifier.channel.http.ServiceClient;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamsTest {

    @Test
    void anOpeningIsWritten() {
        assertThat(json(TeamsMessage.of(announcement(Notices.opening())))).isEqualTo(Messages.opening("teams"));
    }

    @Test
    void aClosingIsWritten() {
        assertThat(json(TeamsMessage.of(announcement(Notices.closing())))).isEqualTo(json("""
                {"type": "message", "attachments": [{
                   "contentType": "application/vnd.microsoft.card.adaptive",
                   "content": {
                     "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                     "type": "AdaptiveCard",
                     "version": "1.4",
                     "body": [
                       {"type": "Container", "style": "good", "bleed": true, "items": [
                         {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "size": "large", "weight": "bolder",
                           "text": "[Harbour CRM] Resolved: Log in is down in North America (lasted 1 h 15 min)"}]}]},
                       {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text":
                         "Resolved: “Log in is down in North America”, \
                from 10:42 UTC on 11 April until 11:57 UTC on 11 April."}]},
                       {"type": "RichTextBlock", "inlines": [
                         {"type": "TextRun", "text": "Where: ", "weight": "bolder"},
                         {"type": "TextRun", "text": "North America"}]},
                       {"type": "RichTextBlock", "inlines": [
                         {"type": "TextRun", "text": "What: ", "weight": "bolder"},
                         {"type": "TextRun", "text": "Log in"}]},
                       {"type": "RichTextBlock", "inlines": [
                         {"type": "TextRun", "text": "Lasted: ", "weight": "bolder"},
                         {"type": "TextRun", "text": "1 h 15 min"}]}],
                     "actions": [
                       {"type": "Action.OpenUrl", "title": "View incident",
                        "url": "https://trust.harbour.example/incidents/b5tv6s34ta4e"},
                       {"type": "Action.OpenUrl", "title": "Unsubscribe",
                        "url": "https://notices.harbour.example/subscriptions/leave?token=t"}]}}]}
                """));
    }

    @Test
    void whoWantsGermanGetsGerman() {
        var card = json(TeamsMessage.of(Notices.inGerman(Notices.opening()))).at("/attachments/0/content");

        assertThat(card.at("/body/2/inlines/0/text").asText()).isEqualTo("Wo: ");
        assertThat(card.at("/actions/1/title").asText()).isEqualTo("Abmelden");
    }

    @Test
    void theCodeIsShown() {
        assertThat(json(TeamsMessage.of(Note.of(Notices.CODE)))
                        .at("/attachments/0/content/body/2/inlines/0/text")
                        .asText())
                .contains("enter the code 4BKT-X9QW where you subscribed");
    }

    /// A text run is plain text; a text block would be read as Markdown.
    @ParameterizedTest
    @ValueSource(strings = {"[our page](https://a.example)", "<at>everyone</at>", "**bold**"})
    void whatPeopleWriteStandsInPlainTextOnly(String hostile) {
        var card = json(TeamsMessage.of(announcement(Notices.saying(hostile)))).at("/attachments/0/content");

        assertThat(card.findValuesAsText("type"))
                .containsOnly("AdaptiveCard", "Container", "RichTextBlock", "TextRun", "Action.OpenUrl");
        assertThat(card.has("msteams")).isFalse();
        assertThat(card.findValuesAsText("url")).hasSize(2).noneMatch(url -> url.contains("a.example/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "語", "\""})
    void theLongestMessageKeepsTheLimitOfTeams(String letter) {
        var body = ServiceClient.bytes(TeamsMessage.of(announcement(Notices.longest(letter))));

        assertThat(body).hasSizeLessThan(28 * 1024);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            202 | ``                                                        | Sent
            200 | 1                                                         | Sent
            200 | Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 | TryLater
            410 | ``                                                        | Gone
            404 | {"error": {"code": "WorkflowNotFound", "message": "…"}}   | Gone
            404 | {"error": {"code": "WorkflowTriggerNotFound"}}            | TryLater
            400 | {"error": {"code": "TriggerInputSchemaMismatch"}}         | Refused
            401 | {"error": {"code": "AuthorizationFailed"}}                | TryLater
            429 | ``                                                        | TryLater
            """)
    void eachAnswerHasItsResult(int status, String body, String result) {
        var read = TeamsAnswers.read(FakeService.outcome(status, body, Map.of()), Instant.now());

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
    }
}
