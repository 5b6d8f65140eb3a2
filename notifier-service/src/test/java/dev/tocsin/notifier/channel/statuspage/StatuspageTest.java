package dev.tocsin.notifier.channel.statuspage;

import static dev.tocsin.notifier.channel.http.FakeService.json;
import static dev.tocsin.notifier.channel.http.Notices.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.notifier.channel.http.FakeService;
import dev.tocsin.notifier.channel.http.Messages;
import dev.tocsin.notifier.channel.http.Notices;
import dev.tocsin.notifier.message.Notice;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatuspageTest {

    private static final Instant NOW = Instant.parse("2006-04-11T11:00:05Z");

    @Test
    void anOpeningIsWritten() {
        assertThat(written(Notices.opening()))
                .isEqualTo(Messages.opening(
                        "statuspage",
                        Map.of(
                                "NOW", "2006-04-11T11:00:05.000Z",
                                "THE_PAGE", StatusPageIds.PAGE,
                                "UPDATE", StatusPageIds.of("notice", "d2"),
                                "CELL", StatusPageIds.of("cell", "login@na"),
                                "REGION", StatusPageIds.of("region", "na"))));
    }

    /// The reader of Zulip takes these four texts, and no others.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            closing     | Log in is down in North America | resolved    | All Systems Operational
            maintenance | Patching                        | in_progress | Service Under Maintenance
            """)
    void readersFindWhatTheyShow(String kind, String name, String status, String page) {
        var body = written(kind.equals("closing") ? Notices.closing() : Notices.maintenance());

        assertThat(body.at("/incident/name").asText()).isEqualTo(name);
        assertThat(body.at("/incident/status").asText()).isEqualTo(status);
        assertThat(body.at("/incident/incident_updates/0/body").asText()).isNotBlank();
        assertThat(body.at("/page/status_description").asText()).isEqualTo(page);
    }

    @Test
    void theFirstBodyShowsTheCodeAndOpensNothing() {
        var body = json(StatuspageBody.of(
                Notices.CODE.title(),
                Notices.CODE.sentence() + " " + Notices.CODE.instruction(),
                "s1",
                URI.create("https://a.example/leave"),
                URI.create("https://a.example"),
                NOW));

        assertThat(body.at("/incident/incident_updates/0/body").asText()).contains("enter the code 4BKT-X9QW");
        assertThat(body.at("/incident/status").asText()).isEqualTo("resolved");
        assertThat(body.at("/incident/impact").asText()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "200, Sent",
        "204, Sent",
        "302, TryLater",
        "404, TryLater",
        "410, Gone",
        "429, TryLater",
        "500, TryLater"
    })
    void eachAnswerHasItsResult(int status, String result) {
        var read = StatuspageAnswers.read(FakeService.outcome(status, "", Map.of()), Instant.now());

        assertThat(read.getClass().getSimpleName()).isEqualTo(result);
    }

    private static JsonNode written(Notice notice) {
        return json(StatuspageBody.of(notice, announcement(notice), Notices.CATALOG, NOW));
    }
}
