package dev.tocsin.incident.replay.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class ReplayPagesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void withoutAQuestionThePageAsks() {
        var page = Browser.of("viewer").page("/ops/replay");

        assertThat(page)
                .contains("What if the settings were different?", "name=\"correlation.open-hold\"")
                .contains("name=\"checks.confirmations\"")
                .doesNotContain("The replay is running");
    }

    @Test
    void anAnswerIsThereSoonAndHasALink() {
        var path = "/ops/replay?from=%s&to=%s&checks.confirmations=2"
                .formatted(now.minus(Duration.ofHours(1)), now.plusSeconds(60));

        var browser = Browser.of("viewer");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.page(path))
                        .containsAnyOf("would have differed", "There is nothing to replay")
                        .contains("value=\"2\""));
    }

    @Test
    void anIncidentGivesItsTimesToTheForm() {
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.RESOLVED, now));
        var path = "/ops/replay?incident=" + Harbour.INCIDENT;
        var browser = Browser.ofOperator();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.get(path).statusCode()).isEqualTo(200));
        var form = browser.page(path);
        var asked = browser.get(path + "&from=&to=&checks.confirmations=2");

        assertThat(form).containsPattern("id=\"from\"[^>]*value=\"20").doesNotContain("The replay is running");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.header("Location"))
                .contains("/ops/replay?", "incident=" + Harbour.INCIDENT, "from=20", "to=20", "checks.confirmations=2");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost() {
        var answer = Browser.ofOperator()
                .get("/ops/replay?cell=login&from=2026-03-14T00:00&to=2026-03-14T06:01&checks.confirmations=11"
                        + "&correlation.open-hold=<soon>&incident=unknown1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("id=\"cell-wrong\">The cell must be of the form component@region")
                .contains("id=\"to-wrong\">The end must be at most 6 hours after the beginning.")
                .contains("id=\"checks.confirmations-wrong\">The checks.confirmations must be from 1 to 10.")
                .contains("id=\"correlation.open-hold-wrong\">The correlation.open-hold must be a duration such as")
                .contains("id=\"incident-wrong\">The incident is not among those that are in memory")
                .contains("value=\"11\"", "&lt;soon&gt;")
                .doesNotContain("<soon>");
    }

    @Test
    void votesThatWouldExpireBetweenTwoAsksAreRefused() {
        var answer =
                Browser.ofOperator().get("/ops/replay?from=2026-03-14T00:00&to=2026-03-14T01:00&checks.vote-life=1s");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("id=\"checks.vote-life-wrong\">The checks.vote-life must exceed");
    }

    @Test
    void anIncidentAndACellLeadHere() {
        assertThat(Browser.ofOperator().page("/cells/login@na")).contains("href=\"/ops/replay?cell=login@na\"");
    }
}
