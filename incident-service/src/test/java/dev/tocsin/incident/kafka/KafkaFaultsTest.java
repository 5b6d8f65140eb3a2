package dev.tocsin.incident.kafka;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.writer.OwnServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// What operators' pages show when Kafka falls silent under a service that had read it.
@QuarkusTest
@WithTestResource(OwnServers.StartAll.class)
class KafkaFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration SHORTLY = Duration.ofSeconds(4);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /// What each page has to say; empty where it needs no Kafka.
    static Map<String, String> pages() {
        var pages = new LinkedHashMap<String, String>();
        pages.put("/ops", "Harbour CRM");
        pages.put("/ops/incidents", "Incidents");
        pages.put("/ops/changes", "The changes cannot be read, because Kafka does not answer.");
        pages.put("/ops/why?cell=login@na", "The changes of the cell cannot be read, because Kafka does not answer.");
        pages.put("/ops/alerts", "Past alerts cannot be read, because Kafka does not answer.");
        pages.put("/ops/uptime", "Uptime");
        pages.put("/ops/maintenance", "Scheduled maintenance");
        pages.put(
                "/ops/replay?from=2026-03-14T00:00&to=2026-03-14T01:00&checks.confirmations=2",
                "What if the settings were different?");
        pages.put("/ops/catalog", "Catalog");
        pages.put("/cells/login@na", "Latencies cannot be shown now: Kafka did not deliver them in time.");
        return pages;
    }

    @Test
    void eachPageAnswersShortlySaysWhatItCannotShowAndShowsTheRest() throws IOException, InterruptedException {
        try (var servers = OwnServers.connect()) {
            Harbour.catalog(1, now).forEach(event -> servers.send(Topic.CATALOG, event));
            Event outage = Harbour.cacheOutage(1, IncidentState.INVESTIGATING, now);
            servers.send(Topic.INCIDENTS, outage);
            await().atMost(SOON).untilAsserted(() -> {
                Operator.operator().get("/api/v1/catalog").then().body("components.id", hasItem("cache"));
                assertThat(Browser.ofOperator().page("/ops/incidents")).contains(Harbour.INCIDENT);
            });
            var browser = Browser.ofOperator();
            pages().keySet().forEach(browser::page);

            OwnServers.silenceKafka(true);
            try {
                assertThatAllAnswer(browser);
                assertThat(browser.page("/ops/incidents")).contains(Harbour.INCIDENT);
                await().atMost(SOON)
                        .untilAsserted(
                                () -> assertThat(browser.page("/ops")).contains("Nothing arrives from Kafka since"));
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(browser.page(
                                        "/ops/replay?from=2026-03-14T00:00&to=2026-03-14T02:00&checks.confirmations=2"))
                                .containsAnyOf("because Kafka does not answer", "Kafka may be away or slow"));
            } finally {
                OwnServers.silenceKafka(false);
            }

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(browser.page("/ops/changes")).doesNotContain("cannot be read"));
        }
    }

    private static void assertThatAllAnswer(Browser browser) {
        var softly = new SoftAssertions();
        pages().forEach((path, sentence) -> {
            var begun = System.nanoTime();
            var answer = given().filter(browser.cookies()).accept("text/html").get(path);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            softly.assertThat(answer.statusCode()).as(path).isEqualTo(200);
            softly.assertThat(took).as(path).isLessThan(SHORTLY);
            softly.assertThat(answer.asString()).as(path).contains(sentence);
        });
        softly.assertAll();
    }
}
