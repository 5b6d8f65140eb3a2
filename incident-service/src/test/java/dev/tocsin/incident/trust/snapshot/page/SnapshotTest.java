package dev.tocsin.incident.trust.snapshot.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service writes into the folder from which the page is served when nothing else is there any more.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class SnapshotTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path FOLDER = Path.of("target/snapshot");

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourHasAnIncident() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        ToldTopics.tell(Topic.INCIDENTS, Harbour.cacheOutage(1, IncidentState.IDENTIFIED, now));
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            assertThat(writtenAt()).isAfter(now);
            assertThat(Files.readString(incident())).contains("Log in and API are down");
        });
    }

    private static Path incident() {
        return FOLDER.resolve("incidents/%s/index.html".formatted(Harbour.INCIDENT));
    }

    @Test
    void pagesNeedNothingButThemselves() throws IOException {
        for (var page : new Path[] {FOLDER.resolve("index.html"), incident()}) {
            assertThat(Files.readString(page))
                    .contains("<style>", "<script>", "http-equiv=\"Content-Security-Policy\"")
                    .doesNotContain("src=", "href=\"/", "@import", "<link rel=\"stylesheet\"");
        }
    }

    @Test
    void thePageLeadsToItsIncidents() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .contains("href=\"./incidents/%s/\"".formatted(Harbour.INCIDENT));
        assertThat(Files.readString(incident())).contains("href=\"../../\"", "We are on it.");
    }

    @Test
    void withoutScriptNothingIsSaidToBeNow() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .contains("class=\"public snapshot undated\"")
                .containsPattern("class=\"if-undated headline\"><svg class=\"mark unknown\"");
    }

    @Test
    void aTextBrowserShowsOneHeadline() throws IOException {
        var text = Files.readString(FOLDER.resolve("index.html"))
                .replaceAll("(?s)<(script|style).*?</(script|style)>", "");

        assertThat(text.split("<h1>", -1)).hasSize(2);
        assertThat(text).doesNotContain("our monitoring has been silent <span", " hidden");
    }

    @Test
    void itsIconIsAllowedByItsOwnPolicy() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .contains("rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,", "img-src data:");
    }

    @Test
    void whatMachinesReadSaysUntilWhenItHolds() throws IOException {
        var news = Json.mapper().readTree(Files.readString(FOLDER.resolve("snapshot.json")));
        var summary = Json.mapper().readTree(Files.readString(FOLDER.resolve("api/v2/summary.json")));

        assertThat(Files.readString(FOLDER.resolve("index.html")))
                .contains("data-content=\"%s\"".formatted(news.get("content").asText()));
        assertThat(Instant.parse(news.get("valid_until").asText()))
                .isAfter(Instant.parse(news.get("written_at").asText()));
        assertThat(Instant.parse(summary.at("/page/valid_until").asText())).isAfter(now);
        assertThat(FOLDER.resolve("history.atom")).exists();
        assertThat(FOLDER.resolve("maintenance.ics")).exists();
    }

    @Test
    void itIsWrittenAgainThoughNothingChanges() throws IOException {
        var before = writtenAt();

        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(writtenAt()).isAfter(before));
    }

    private static Instant writtenAt() throws IOException {
        var news = Json.mapper().readTree(Files.readString(FOLDER.resolve("snapshot.json")));
        return Instant.parse(news.get("written_at").asText());
    }
}
