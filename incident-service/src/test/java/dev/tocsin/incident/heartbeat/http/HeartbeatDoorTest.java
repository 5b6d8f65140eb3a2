package dev.tocsin.incident.heartbeat.http;

import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
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
import java.util.List;
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

        given().get(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200).body(equalTo("OK\n"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Jobs.verdicts()).containsSubsequence(Verdict.UP, Verdict.DOWN));
        assertThat(Jobs.changes())
                .filteredOn(change -> change.verdict() == Verdict.DOWN)
                .first()
                .extracting(change -> change.votes().getFirst().error())
                .isEqualTo(ErrorKind.MISSED);

        given().body("all is saved").post(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(Jobs.verdicts()).containsSubsequence(Verdict.UP, Verdict.DOWN, Verdict.UP));
    }

    @Test
    void aFailureIsDownAtOnceAndSaysWhyToOperatorsOnly() {
        given().get(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200);

        given().body("disk full\u0000 at /var")
                .post(Jobs.path(Jobs.NIGHTLY) + "/3")
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
        given().head(Jobs.path(Jobs.NIGHTLY) + "/0").then().statusCode(200).body(emptyString());
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));
    }

    @Test
    void aRunThatDoesNotEndIsDown() {
        Jobs.define(Jobs.HOUR, 2_000L);
        given().get(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200);
        given().get(Jobs.path(Jobs.NIGHTLY) + "/start").then().statusCode(200);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(cell().getString("evidence.votes[0].error")).isEqualTo("overrun"));
        given().get(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(verdict()).isEqualTo("UP"));
    }

    @Test
    void whatIsNoSignalIsRefusedWithWhatWouldBeRight() {
        var url = Jobs.path(Jobs.HOURLY);
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
            for (var path : List.of(Jobs.path(Jobs.HOURLY), "/heartbeats/x")) {
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
                    HttpRequest.newBuilder(base.resolve(Jobs.path(Jobs.HOURLY)))
                            .POST(BodyPublishers.ofByteArray(new byte[10 << 20]))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whateverComesAlongTheCallCounts() {
        var url = Jobs.path(Jobs.HOURLY);
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
        var url = Jobs.path(Jobs.HOURLY);
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
        var url = Jobs.path(Jobs.LOOPING);

        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> given().get(url)
                        .then()
                        .statusCode(429)
                        .header("Retry-After", "1")
                        .contentType("application/problem+json"));
    }

    private static JsonPath cell() {
        return operator().get(CELLS).jsonPath().setRootPath("items[0]");
    }

    private static String verdict() {
        return cell().getString("verdict");
    }
}
