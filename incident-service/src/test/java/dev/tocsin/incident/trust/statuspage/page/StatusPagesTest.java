package dev.tocsin.incident.trust.statuspage.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.contract.Topic;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.incident.trust.statuspage.PagePaths;
import dev.tocsin.incident.trust.statuspage.StatusPage;
import dev.tocsin.incident.trust.statuspage.page.PublicPages.StatusPageTemplates;
import dev.tocsin.incident.trust.story.Story;
import dev.tocsin.incident.trust.uptime.CurrentOverview;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The trust page comes from what is kept, and is true all the same.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class StatusPagesTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final RestAssuredConfig AS_IT_COMES = RestAssuredConfig.config()
            .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    private static final Path W3M = Path.of("/usr/bin/w3m");

    @Inject
    CurrentView live;

    @Inject
    CurrentOverview uptime;

    @BeforeEach
    void harbourIsSeen() {
        ToldTopics.create();
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, Instant.now()));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(live.view().isFresh(Instant.now())).isTrue());
    }

    @Test
    void aReaderWhoHasItGetsItOnlyOnce() {
        await().atMost(SOON).untilAsserted(() -> {
            var tag = given().get("/")
                    .then()
                    .statusCode(200)
                    .contentType("text/html;charset=UTF-8")
                    .header("Cache-Control", "no-cache")
                    .header("ETag", startsWith("W/\""))
                    .body(containsString("Harbour CRM"))
                    .extract()
                    .header("ETag");
            var again = given().header("If-None-Match", tag).get("/");
            again.then().statusCode(304).header("ETag", tag).header("Cache-Control", "no-cache");
            assertThat(again.asByteArray()).isEmpty();
        });
    }

    @Test
    void itIsCompressedForWhoTakesThat() throws IOException {
        var compressed = given().config(AS_IT_COMES)
                .header("Accept-Encoding", "br, gzip;q=0.8")
                .get("/");

        compressed
                .then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("Vary", equalToIgnoringCase("Accept-Encoding"));
        assertThat(plain(compressed.asByteArray())).contains("Harbour CRM", "</html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.00"})
    void itIsNotCompressedForWhoDoesNot(String encodings) {
        var plain =
                given().config(AS_IT_COMES).header("Accept-Encoding", encodings).get("/");

        assertThat(plain.header("Content-Encoding")).isIn(null, "identity");
        plain.then().header("Vary", equalToIgnoringCase("Accept-Encoding")).body(containsString("Harbour CRM"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void byWhateverVersionOfHttpItIsCompressedOnce(HttpClient.Version version)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder().version(version).build()) {
            var address = URI.create("%s:%d/".formatted(RestAssured.baseURI, RestAssured.port));
            var request = HttpRequest.newBuilder(address).header("Accept-Encoding", "gzip");

            var answer = client.send(request.build(), BodyHandlers.ofByteArray());

            assertThat(answer.version()).isEqualTo(version);
            assertThat(plain(answer.body())).contains("Harbour CRM", "</html>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/mark.svg", "/static/bundle/"})
    void whatItLoadsIsCompressedAndReadOnce(String folder) throws IOException {
        var path = given().get("/").asString().split("\"" + folder, 2)[1].split("\"", 2)[0];
        var first =
                given().config(AS_IT_COMES).header("Accept-Encoding", "gzip").get(folder + path);

        first.then()
                .statusCode(200)
                .header("Content-Encoding", "gzip")
                .header("Cache-Control", "public, max-age=2592000")
                .header("X-Content-Type-Options", "nosniff");
        assertThat(plain(first.asByteArray()))
                .isEqualTo(given().config(AS_IT_COMES)
                        .header("Accept-Encoding", "identity")
                        .get(folder + path)
                        .asString());
        given().header("If-None-Match", first.header("ETag"))
                .get(folder + path)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/static/none.js", "/static/", "/static/../application.properties", "/static/%2e%2e/x.css"})
    void thereAreNoOtherFiles(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void itTurnsStaleByTimeThoughNothingChanges() {
        var now = Instant.now();

        assertThat(page(now)).contains("As of <time", " ago</time>").doesNotContain("This page shows the status as of");
        assertThat(page(now.plusSeconds(60)))
                .contains("This page shows the status as of", "We cannot confirm what has happened since.")
                .contains("We cannot confirm the current status");
        assertThat(page(now.plusSeconds(3_600))).contains("1 h ago");
    }

    @Test
    void monthsThatAreNotCountedYetAreNotSaidToBeNone() {
        var start = StatusPage.of(live.view(), Overview.NONE, _ -> new Story(List.of(), null), null, Instant.now());

        assertThat(StatusPageTemplates.page(start, "7", PagePaths.PUBLIC, null, Instant.now())
                        .render())
                .contains("Monthly uptime is being calculated.")
                .doesNotContain("Monthly uptime will appear here");
    }

    /// Text browsers show what is hidden.
    @Test
    void whatOnlyScriptShowsIsNotInThePage() {
        assertThat(page(Instant.now()).replaceAll("(?s)<script.*?</script>", ""))
                .doesNotContain("Connection lost", "System theme", " hidden", " role=\"");
    }

    @Test
    void aTextBrowserShowsTheAnswerAndNothingThatWantsScript() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(W3M), "Debian's package w3m is not there");
        var page = Files.writeString(Files.createTempFile("page", ".html"), page(Instant.now()));

        var w3m = new ProcessBuilder(W3M.toString(), "-dump", "-T", "text/html", page.toString()).start();
        var text = new String(w3m.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(w3m.waitFor()).isZero();
        assertThat(text)
                .contains("Harbour CRM", "Components", "Past incidents")
                .doesNotContain("Connection lost", "System theme");
    }

    @Test
    void aRegionHasAPageOfItsOwn() {
        await().atMost(SOON)
                .untilAsserted(() -> given().get("/?region=eu")
                        .then()
                        .statusCode(200)
                        .body(containsString("href=\"/?region=eu\" data-region-choice=\"eu\" aria-current=\"true\""))
                        .body(containsString("id=\"cell-login--eu\""))
                        .body(not(containsString("id=\"cell-login--na\"")))
                        .body(matchesPattern("(?s).*data-stream=\"/live\\?known=[-0-9a-f]+&amp;region=eu\".*")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?region=mars", "/live?region=mars"})
    void aRegionThatThereIsNotIsNamed(String path) {
        given().get(path).then().statusCode(400).body(containsString("region must be one of eu, na; it is mars."));
    }

    private static String plain(byte[] compressed) throws IOException {
        try (var page = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String page(Instant at) {
        var page = StatusPage.of(live.view(), uptime.current(), _ -> new Story(List.of(), null), null, at);
        return StatusPageTemplates.page(page, "7", PagePaths.PUBLIC, null, at).render();
    }
}
