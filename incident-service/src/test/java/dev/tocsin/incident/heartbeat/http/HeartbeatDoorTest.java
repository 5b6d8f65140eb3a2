package dev.tocsin.incident.heartbeat.http;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs call over HTTP, and what that means comes out at the API, with real Kafka between.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class HeartbeatDoorTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TestHTTPResource
    URI base = URI.create("");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics = URI.create("");

    @BeforeEach
    void aJobHasToReport() {
        ToldTopics.create();
        Jobs.define(1, 3_000, 2_000L);
        await().atMost(SOON).untilAsserted(() -> assertThat(urls()).hasSize(3));
    }

    /// What others test knows nothing of it.
    @AfterAll
    static void nothingIsLeft() {
        Jobs.forget();
    }

    @Test
    void silenceIsDownAndAReportEndsIt() {
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200).body(equalTo("OK\n"));
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));

        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("DOWN"));
        assertThat(cell().getString("evidence.votes[0].error")).isEqualTo("missed");

        given().body("all is saved").post(path(Jobs.NIGHTLY)).then().statusCode(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));
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
        assertThat(given().get("/api/v1/cells").asString()).doesNotContain("disk full");
        given().head(path(Jobs.NIGHTLY) + "/0").then().statusCode(200).body(emptyString());
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));
    }

    @Test
    void aRunThatDoesNotEndIsDown() {
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
        given().get(path(Jobs.NIGHTLY) + "/start").then().statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(cell().getString("evidence.votes[0].error")).isEqualTo("overrun"));
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
    }

    @Test
    void operatorsAloneFindOutTheUrl() {
        var listed = operator()
                .get("/api/v1/heartbeats")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(listed.getList("items.check")).containsExactly(Jobs.HOURLY, Jobs.LOOPING, Jobs.NIGHTLY);
        assertThat(listed.getString("items[0].url"))
                .matches("https://trust.harbour.example/heartbeats/[A-Za-z0-9_-]{32}");
        given().get("/api/v1/heartbeats").then().statusCode(401);
        var secret = secret(Jobs.NIGHTLY);
        assertThat(operator().get("/api/v1/catalog").asString()).doesNotContain(secret);
        assertThat(ToldTopics.records(Topic.CATALOG))
                .noneMatch(record -> record.value() != null && new String(record.value(), UTF_8).contains(secret));
        assertThat(operator().get("/cells/backup@na").asString()).contains("/heartbeats/" + secret);
        assertThat(given().get("/cells/backup@na").asString()).doesNotContain(secret);
    }

    @Test
    void anotherRotationRevokesTheUrl() {
        var before = path(Jobs.NIGHTLY);
        given().get(before).then().statusCode(200);

        Jobs.define(2, 3_000, null);

        await().atMost(SOON).untilAsserted(() -> given().get(before).then().statusCode(404));
        given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
    }

    @Test
    void whoGuessesHearsTheSameWhateverIsGuessed() {
        var secret = secret(Jobs.NIGHTLY);
        var answers = new ArrayList<String>();
        for (var guess : List.of(
                "x",
                "%00",
                "A".repeat(32),
                secret.substring(0, 31),
                secret.substring(0, 31) + (secret.endsWith("A") ? "B" : "A"),
                secret + "A",
                "A".repeat(9_000))) {
            for (var ending : List.of("", "/start", "/256")) {
                answers.add(given().urlEncodingEnabled(false)
                        .get("/heartbeats/" + guess + ending)
                        .then()
                        .extract()
                        .asString()
                        .replace("nothing", "none"));
            }
        }

        assertThat(answers.stream()
                        .filter(answer -> !answer.isEmpty() && answer.contains("404"))
                        .distinct())
                .singleElement()
                .satisfies(answer -> assertThat(answer).contains("There is no heartbeat check with this URL."));
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
    void aJobInATightLoopIsToldToWait() {
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
    void noLogNoTraceAndNoMetricHasTheSecret() {
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
        try {
            given().get(path(Jobs.NIGHTLY)).then().statusCode(200);
            given().put(path(Jobs.NIGHTLY)).then().statusCode(405);
            given().get(path(Jobs.NIGHTLY) + "/256").then().statusCode(400);
            given().get(path(Jobs.NIGHTLY) + "x").then().statusCode(404);
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(lines).noneMatch(line -> line.contains(secret));
        var trace = "5c1f9a0b3d7e4c2a8b6f1e0d9c8b7a65";
        operator()
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .get("/api/v1/catalog")
                .then()
                .statusCode(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(SharedServices.spans())
                        .anyMatch(span -> span.traceId().equals(trace)));
        assertThat(SharedServices.spans()).noneMatch(span -> span.toString().contains(secret));
        var told = given().accept("text/plain").get(metrics).asString();
        assertThat(told).contains("tocsin_heartbeats_calls_total").doesNotContain(secret);
    }

    private static List<String> urls() {
        return operator().get("/api/v1/heartbeats").jsonPath().getList("items.url", String.class);
    }

    private static String path(String check) {
        var url = operator()
                .get("/api/v1/heartbeats")
                .jsonPath()
                .getString("items.find { it.check == '%s' }.url".formatted(check));
        return URI.create(url).getPath();
    }

    private static String secret(String check) {
        return path(check).substring("/heartbeats/".length());
    }

    private static JsonPath cell() {
        return operator()
                .get("/api/v1/cells?region=na&component=backup")
                .jsonPath()
                .setRootPath("items[0]");
    }

    private static String verdict() {
        return cell().getString("verdict");
    }
}
