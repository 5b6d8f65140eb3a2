package dev.tocsin.incident.heartbeat.http;

import static dev.tocsin.incident.access.http.Operator.awaitExportedSpans;
import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.incident.heartbeat.JobUrl;
import dev.tocsin.incident.live.CurrentView;
import dev.tocsin.incident.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.access.OperatorConfig;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// Jobs call over HTTP, and what that means comes out at the API, with real Kafka between.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
@TestInstance(Lifecycle.PER_CLASS)
class HeartbeatDoorTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CELLS = "/api/v1/cells?region=na&component=backup";

    @TestHTTPResource
    URI base = URI.create("");

    @Inject
    CurrentView live;

    @Inject
    OperatorConfig operatorConfig;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

    @BeforeEach
    void aJobHasToReport() {
        ToldTopics.create();
        Jobs.define(Jobs.HOUR, null);
    }

    /// Other tests do not see these jobs.
    @AfterAll
    void nothingIsLeft() {
        Jobs.forget(base);
    }

    @Test
    void silenceIsDownAndAReportEndsIt() {
        Jobs.forget(base);
        Jobs.define(3_000, null);

        given().get(path(Jobs.NIGHTLY)).then().statusCode(200).body(equalTo("OK\n"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Jobs.verdicts()).containsSubsequence(Verdict.UP, Verdict.DOWN));
        assertThat(Jobs.changes())
                .filteredOn(change -> change.verdict() == Verdict.DOWN)
                .first()
                .extracting(change -> change.votes().getFirst().error())
                .isEqualTo(ErrorKind.MISSED);

        given().body("all is saved").post(path(Jobs.NIGHTLY)).then().statusCode(200);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Jobs.verdicts()).containsSubsequence(Verdict.UP, Verdict.DOWN, Verdict.UP));
    }

    @Test
    void aFailureIsDownAtOnceAndSaysWhyToOperatorsOnly() {
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);

        given().body("disk full\u0000 at /var")
                .post(path(Jobs.NIGHTLY) + "/3")
                .then()
                .statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(cell().getString("evidence.reason")).contains("exit code 3 disk full at /var"));
        given().get(CELLS)
                .then()
                .body("items[0].cell", equalTo("backup@na"))
                .body("items[0].verdict", equalTo("DOWN"))
                .body(not(containsString("disk full")));
        given().get("/cells/backup@na").then().statusCode(200).body(not(containsString("disk full")));
        given().head(path(Jobs.NIGHTLY) + "/0").then().statusCode(200).body(emptyString());
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));
    }

    @Test
    void aRunThatDoesNotEndIsDown() {
        Jobs.define(Jobs.HOUR, 2_000L);
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
        given().get(path(Jobs.NIGHTLY) + "/start").then().statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(cell().getString("evidence.votes[0].error")).isEqualTo("overrun"));
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));
    }

    @Test
    void operatorsAloneFindOutTheUrl() {
        var listed = Jobs.listed();

        assertThat(listed.getList("items.check")).containsExactly(Jobs.HOURLY, Jobs.LOOPING, Jobs.NIGHTLY);
        assertThat(listed.getString("items[0].url"))
                .matches("https://trust.harbour.example/heartbeats/[A-Za-z0-9_-]{32}");
        given().get("/api/v1/heartbeats").then().statusCode(401);
        var secret = secret(Jobs.NIGHTLY);
        assertThat(operator().get("/api/v1/catalog").asString()).doesNotContain(secret);
        operator().get("/cells/backup@na").then().statusCode(200).body(containsString("/heartbeats/" + secret));
        given().get("/cells/backup@na").then().statusCode(200).body(not(containsString(secret)));
    }

    @Test
    void anotherRotationRevokesTheUrl() {
        var before = path(Jobs.NIGHTLY);
        given().get(before).then().statusCode(200);

        Jobs.define(Jobs.HOUR, null);

        given().get(before).then().statusCode(404);
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
    }

    @Test
    void everyWrongSecretGetsTheSameAnswer() {
        var secret = secret(Jobs.NIGHTLY);
        var answers = new HashSet<String>();
        for (var guess : List.of(
                "x",
                "A".repeat(32),
                secret.substring(0, 31),
                secret.substring(0, 31) + (secret.endsWith("A") ? "B" : "A"),
                (secret.startsWith("A") ? "B" : "A") + secret.substring(1),
                secret + "A",
                "A".repeat(1_000))) {
            for (var ending : List.of("", "/start", "/256")) {
                answers.add(given().get("/heartbeats/" + guess + ending)
                        .then()
                        .statusCode(404)
                        .contentType("application/problem+json")
                        .extract()
                        .asString());
            }
        }

        assertThat(answers).singleElement().asString().contains("There is no heartbeat check with this URL.");
    }

    @Test
    void whatCannotBeASecretIsRefused() {
        given().urlEncodingEnabled(false).get("/heartbeats/%00").then().statusCode(404);
        given().get("/heartbeats/" + "A".repeat(9_000)).then().statusCode(414);
    }

    @Test
    void whatIsNoSignalIsRefusedWithWhatWouldBeRight() {
        var url = path(Jobs.HOURLY);
        for (var ending : List.of("256", "-1", "text", "START", "%00", "1/2", "start/more")) {
            given().urlEncodingEnabled(false)
                    .get(url + "/" + ending)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("start, fail, or an exit code from 1 to 255"));
        }
    }

    @Test
    void otherMethodsAreRefused() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var path : List.of(path(Jobs.HOURLY), "/heartbeats/x")) {
                for (var method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")) {
                    var answer = client.send(
                            HttpRequest.newBuilder(base.resolve(path))
                                    .method(method, BodyPublishers.ofByteArray(new byte[100_000]))
                                    .build(),
                            BodyHandlers.ofString());

                    assertThat(answer.statusCode()).isEqualTo(405);
                    assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD, POST");
                }
            }
        }
    }

    @Test
    void aBodyOfTenMegabytesCostsNoCall() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(base.resolve(path(Jobs.HOURLY)))
                            .POST(BodyPublishers.ofByteArray(new byte[10 << 20]))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whateverComesAlongTheCallCounts() {
        var url = path(Jobs.HOURLY);
        given().body(new byte[] {(byte) 0xff, 0, (byte) 0xc3}).post(url).then().statusCode(200);
        given().contentType("application/x-www-form-urlencoded")
                .body("a=%zz&b")
                .post(url)
                .then()
                .statusCode(200);
        given().contentType("application/json").body("{").post(url).then().statusCode(200);
        given().header("Accept", "image/png")
                .queryParam("x", "\u0000")
                .get(url + "/")
                .then()
                .statusCode(200);
        given().header("Authorization", "Basic eDp5").get(url).then().statusCode(200);
    }

    @Test
    void aBodyThatWaitsForPermissionGetsIt() throws IOException, InterruptedException {
        var url = path(Jobs.HOURLY);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(base.resolve(url))
                            .version(HttpClient.Version.HTTP_1_1)
                            .expectContinue(true)
                            .POST(BodyPublishers.ofString("x".repeat(2 << 20)))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aJobInATightLoopHasToWait() {
        var url = path(Jobs.LOOPING);

        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> given().get(url)
                        .then()
                        .statusCode(429)
                        .header("Retry-After", "1")
                        .contentType("application/problem+json"));
    }

    @Test
    void noTopicNoLogNoTraceAndNoMetricHasTheSecret() {
        var secret = secret(Jobs.NIGHTLY);
        var lines = new CopyOnWriteArrayList<String>();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                lines.add(record.getMessage() + Arrays.toString(record.getParameters()) + record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(listener);
        var called = "all is saved %d".formatted(System.nanoTime());
        try {
            Logger.getLogger("").warning(called);
            given().body(called).post(path(Jobs.NIGHTLY)).then().statusCode(200);
            given().put(path(Jobs.NIGHTLY)).then().statusCode(405);
            given().get(path(Jobs.NIGHTLY) + "/256").then().statusCode(400);
            given().get(path(Jobs.NIGHTLY) + "x").then().statusCode(404);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(lines).anyMatch(line -> line.contains(called)).noneMatch(line -> line.contains(secret));
        assertThat(texts(Topic.HEALTH_EVENTS))
                .anyMatch(text -> text.contains(called))
                .noneMatch(text -> text.contains(secret));
        assertThat(texts(Topic.CATALOG))
                .anyMatch(text -> text.contains("nightly@na"))
                .noneMatch(text -> text.contains(secret));
        awaitExportedSpans();
        assertThat(SharedServices.spans()).noneMatch(span -> span.toString().contains(secret));
        var told = given().accept("text/plain").get(metrics).asString();
        assertThat(told).contains("tocsin_heartbeats_calls_total").doesNotContain(secret);
    }

    @Test
    void urlsAreMadeOfTheKeyThatIsSet() {
        var served = Jobs.listed().getList("items.url", String.class);

        assertThat(urls(Optional.empty())).isEqualTo(served);
        assertThat(urls(Optional.of("0123456789abcdef"))).hasSameSizeAs(served).doesNotContainAnyElementsOf(served);
    }

    @Test
    void aKeyThatIsTooShortIsRefusedByName() {
        assertThatThrownBy(() -> urls(Optional.of("0123456789abcde")))
                .hasMessageContaining("tocsin.heartbeats.key (TOCSIN_HEARTBEATS_KEY)")
                .hasMessageContaining("16 characters");
    }

    private List<String> urls(Optional<String> key) {
        return new Heartbeats(live, () -> key, operatorConfig, Optional.empty())
                .all().stream().map(JobUrl::url).toList();
    }

    /// All that stands in each record.
    private static List<String> texts(Topic topic) {
        return ToldTopics.records(topic).stream()
                .map(record -> {
                    var headers = Arrays.stream(record.headers().toArray())
                            .map(header -> header.key() + "=" + text(header.value()))
                            .toList();
                    return "%s %s %s".formatted(record.key(), headers, text(record.value()));
                })
                .toList();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static String path(String check) {
        var url = Jobs.listed().getString("items.find { it.check == '%s' }.url".formatted(check));
        return URI.create(url).getPath();
    }

    private static String secret(String check) {
        return path(check).substring("/heartbeats/".length());
    }

    private static JsonPath cell() {
        return operator().get(CELLS).jsonPath().setRootPath("items[0]");
    }

    private static String verdict() {
        return cell().getString("verdict");
    }
}
