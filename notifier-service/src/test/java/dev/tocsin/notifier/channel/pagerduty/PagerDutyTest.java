package dev.tocsin.notifier.channel.pagerduty;

import static dev.tocsin.notifier.channel.http.FakeService.json;
import static dev.tocsin.notifier.channel.http.Notices.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.Messages;
import dev.tocsin.notifier.channel.http.Notices;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import dev.tocsin.notifier.message.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PagerDutyTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @Test
    void anOpeningTriggersAnAlert() {
        assertThat(written(Notices.opening()))
                .isEqualTo(Messages.opening("pagerduty", Map.of("KEY", KEY, "SUBSCRIPTION", "s1")));
    }

    @Test
    void aClosingResolvesIt() {
        assertThat(written(Notices.closing())).isEqualTo(json("""
                {"routing_key": "0123456789abcdef0123456789abcdef",
                 "event_action": "resolve",
                 "dedup_key": "tocsin/b5tv6s34ta4e/s1"}
                """));
    }

    @Test
    void plannedWorkIsAChangeWhichAlertsNobody() {
        var event = event(Notices.maintenance());

        assertThat(event.path()).isEqualTo("/v2/change/enqueue");
        assertThat(json(event).has("event_action")).isFalse();
        assertThat(json(event).at("/payload/summary").asText())
                .isEqualTo("Harbour CRM: “Patching” is in progress until 09:00 UTC on 16 April.");
    }

    @Test
    void theLongestSummaryKeepsPagerDutysLimit() {
        assertThat(written(Notices.longest("w")).at("/payload/summary").asText())
                .hasSizeLessThanOrEqualTo(1024)
                .endsWith("…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            202 | {"status": "success", "message": "Event processed", "dedup_key": "x"} | Sent
            400 | {"status": "invalid event", "errors": ["Invalid routing key"]}      | Refused
            403 | ``                                                                   | TryLater
            429 | ``                                                                   | TryLater
            503 | ``                                                                   | TryLater
            """)
    void eachAnswerHasItsResult(int status, String body, String result) {
        var read = PagerDutyAnswers.read(FakeService.outcome(status, body, Map.of()), Instant.now());

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
    }

    @Test
    void pagerDutySaysHowLongToStayAway() {
        assertThat(PagerDutyAnswers.read(FakeService.outcome(429, "", Map.of("Retry-After", "7")), Instant.now()))
                .isEqualTo(new TryLater("PagerDuty answered 429", Duration.ofSeconds(7)));
    }

    private static JsonNode written(Notice notice) {
        return json(event(notice));
    }

    private static PagerDutyEvent event(Notice notice) {
        return PagerDutyEvent.of(notice, "s1", KEY, announcement(notice), Notices.CATALOG);
    }
}
