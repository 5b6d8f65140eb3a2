package dev.tocsin.notifier.channel.statuspage;

import static dev.tocsin.notifier.channel.http.FakeService.json;
import static dev.tocsin.notifier.channel.http.Notices.announcement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.notifier.channel.http.FakeService;
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
        assertThat(written(Notices.opening())).isEqualTo(json("""
                {"meta": {
                   "unsubscribe": "https://notices.harbour.example/subscriptions/leave?token=t",
                   "documentation": "https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/",
                   "generated_at": "2006-04-11T11:00:05.000Z"},
                 "page": {"id": "PAGE", "status_indicator": "major", "status_description": "Partial System Outage"},
                 "incident": {
                   "id": "b5tv6s34ta4e",
                   "name": "Log in is down in North America",
                   "status": "identified",
                   "impact": "major",
                   "impact_override": null,
                   "backfilled": false,
                   "created_at": "2006-04-11T10:42:00.000Z",
                   "started_at": "2006-04-11T10:42:00.000Z",
                   "updated_at": "2006-04-11T11:00:00.000Z",
                   "monitoring_at": null,
                   "resolved_at": null,
                   "scheduled_for": null,
                   "scheduled_until": null,
                   "scheduled_remind_prior": false,
                   "scheduled_reminded_at": null,
                   "scheduled_auto_in_progress": false,
                   "scheduled_auto_completed": false,
                   "postmortem_body": null,
                   "postmortem_body_last_updated_at": null,
                   "postmortem_ignored": false,
                   "postmortem_notified_subscribers": false,
                   "postmortem_notified_twitter": false,
                   "postmortem_published_at": null,
                   "shortlink": "https://trust.harbour.example/incidents/b5tv6s34ta4e",
                   "organization_id": "PAGE",
                   "incident_updates": [{
                     "id": "UPDATE",
                     "incident_id": "b5tv6s34ta4e",
                     "status": "identified",
                     "body": "Log in is down in North America since 10:42 UTC on 11 April.",
                     "created_at": "2006-04-11T11:00:00.000Z",
                     "updated_at": "2006-04-11T11:00:00.000Z",
                     "display_at": "2006-04-11T11:00:00.000Z",
                     "wants_twitter_update": false,
                     "twitter_updated_at": null}],
                   "components": [{
                     "id": "CELL",
                     "name": "Log in (North America)",
                     "status": "major_outage",
                     "created_at": "2006-04-11T11:00:00.000Z",
                     "updated_at": "2006-04-11T11:00:00.000Z",
                     "position": 1,
                     "description": null,
                     "showcase": true,
                     "start_date": null,
                     "group_id": "REGION",
                     "page_id": "PAGE",
                     "group": false,
                     "only_show_if_degraded": false}]}}
                """.replace("PAGE", PublicIds.PAGE)
                .replace("UPDATE", PublicIds.of("notice", "d2"))
                .replace("CELL", PublicIds.of("cell", "login@na"))
                .replace("REGION", PublicIds.of("region", "na"))));
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
                Notices.CODE, "s1", URI.create("https://a.example/leave"), URI.create("https://a.example"), NOW));

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
