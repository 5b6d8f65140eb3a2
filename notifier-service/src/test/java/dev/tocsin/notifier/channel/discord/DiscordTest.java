package dev.tocsin.notifier.channel.discord;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscordTest {

    @Test
    void anOpeningIsWritten() {
        assertThat(json(DiscordMessage.of(announcement(Notices.opening())))).isEqualTo(Messages.opening("discord"));
    }

    @Test
    void theCodeIsShown() {
        assertThat(json(DiscordMessage.of(Note.of(Notices.CODE)))
                        .at("/embeds/0/description")
                        .asText())
                .contains("enter the code 4BKT-X9QW where you subscribed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @everyone                     | \\@everyone
            <@&123>                       | \\<\\@&123\\>
            [our page](https://a.example) | \\[our page\\]\\(https:\\/\\/a.example\\)
            https://a.example             | https:\\/\\/a.example
            **bold** `code`               | \\*\\*bold\\*\\* \\`code\\`
            """)
    void whatPeopleWriteMentionsNobodyAndLinksNowhere(String hostile, String written) {
        var message = json(DiscordMessage.of(announcement(Notices.saying(hostile))));

        assertThat(message.at("/embeds/0/title").asText()).endsWith(written);
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"w", "*", "😀"})
    void theLongestMessageKeepsDiscordsLimits(String letter) {
        var embed =
                json(DiscordMessage.of(announcement(Notices.longest(letter)))).at("/embeds/0");

        assertThat(embed.get("title").asText()).hasSizeLessThanOrEqualTo(256);
        assertThat(embed.get("description").asText()).hasSizeLessThanOrEqualTo(4096);
        assertThat(Stream.of("title", "description", "name", "value")
                        .flatMap(key -> embed.findValues(key).stream())
                        .mapToInt(text -> text.asText().length())
                        .sum())
                .isLessThanOrEqualTo(6000);
        assertThat(embed.findValues("value").stream().map(JsonNode::asText)).noneMatch(String::isEmpty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            204 | ``                                                | Sent
            200 | {}                                                | Sent
            404 | {"message": "Unknown Webhook", "code": 10015}     | Gone
            401 | {"message": "Invalid Webhook Token", "code": 50027} | Gone
            404 | <html>not here</html>                             | TryLater
            400 | {"message": "Cannot send an empty message", "code": 50006} | Refused
            502 | bad gateway                                       | TryLater
            """)
    void eachAnswerHasItsResult(int status, String body, String result) {
        var read = DiscordAnswers.read(FakeService.outcome(status, body, Map.of()), Instant.now());

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
    }

    @Test
    void discordSaysHowLongToStayAway() {
        var outcome = FakeService.outcome(
                429,
                "{\"message\": \"You are being rate limited.\", \"retry_after\": 64.57}",
                Map.of("Retry-After", "65"));

        assertThat(DiscordAnswers.read(outcome, Instant.now()))
                .isEqualTo(new TryLater("Discord answered 429", Duration.ofMillis(64_570)));
    }
}
