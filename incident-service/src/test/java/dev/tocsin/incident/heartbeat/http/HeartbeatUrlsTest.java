package dev.tocsin.incident.heartbeat.http;

import static dev.tocsin.incident.access.http.Operator.awaitExportedSpans;
import static dev.tocsin.incident.access.http.Operator.operator;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.tocsin.contract.Topic;
import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.catalog.CurrentCatalog;
import dev.tocsin.incident.heartbeat.JobUrl;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.access.OperatorConfig;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
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

/// The URLs that jobs call: operators alone find them out, and no log, trace or metric has their secrets.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
@TestInstance(Lifecycle.PER_CLASS)
class HeartbeatUrlsTest {

    @TestHTTPResource
    URI base = URI.create("");

    @Inject
    CurrentCatalog catalog;

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
    void operatorsAloneFindOutTheUrl() {
        var listed = Jobs.listed();

        assertThat(listed.getList("items.check")).containsExactly(Jobs.HOURLY, Jobs.LOOPING, Jobs.NIGHTLY);
        assertThat(listed.getString("items[0].url"))
                .matches("https://trust.harbour.example/heartbeats/[A-Za-z0-9_-]{32}");
        given().get("/api/v1/heartbeats").then().statusCode(401);
        var secret = Jobs.secret(Jobs.NIGHTLY);
        assertThat(operator().get("/api/v1/catalog").asString()).doesNotContain(secret);
        operator().get("/cells/backup@na").then().statusCode(200).body(containsString("/heartbeats/" + secret));
        given().get("/cells/backup@na").then().statusCode(200).body(not(containsString(secret)));
    }

    @Test
    void operatorsWhoOnlyReadDoNotFindItOut() {
        var secret = Jobs.secret(Jobs.NIGHTLY);

        assertThat(Browser.of("responder").page("/cells/backup@na")).contains(secret);
        assertThat(Browser.of("viewer").page("/cells/backup@na"))
                .contains("Why was there an incident")
                .doesNotContain(secret);
    }

    @Test
    void anotherRotationRevokesTheUrl() {
        var before = Jobs.path(Jobs.NIGHTLY);
        given().get(before).then().statusCode(200);

        Jobs.define(Jobs.HOUR, null);

        given().get(before).then().statusCode(404);
        given().get(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200);
    }

    @Test
    void everyWrongSecretGetsTheSameAnswer() {
        var secret = Jobs.secret(Jobs.NIGHTLY);
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
    void noTopicNoLogNoTraceAndNoMetricHasTheSecret() {
        var secret = Jobs.secret(Jobs.NIGHTLY);
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
            given().body(called).post(Jobs.path(Jobs.NIGHTLY)).then().statusCode(200);
            given().put(Jobs.path(Jobs.NIGHTLY)).then().statusCode(405);
            given().get(Jobs.path(Jobs.NIGHTLY) + "/256").then().statusCode(400);
            given().get(Jobs.path(Jobs.NIGHTLY) + "x").then().statusCode(404);
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
        return new Heartbeats(catalog, () -> key, operatorConfig, Optional.empty())
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
}
