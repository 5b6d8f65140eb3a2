package dev.tocsin.incident.trust.live.topic;

import static dev.tocsin.incident.access.http.Operator.operator;
import static dev.tocsin.incident.trust.live.topic.ToldTopics.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.contract.Topic;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events that are sent over REST reach the topics, in the trace of their request.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class IntakeDoorsTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void harbourIsKnown() {
        KnownHarbour.publish(now);
    }

    @Test
    void aHealthEventIsAcknowledgedOnceItIsOnTheTopic() {
        var probe = UUID.randomUUID().toString();

        operator()
                .contentType(ContentType.JSON)
                .body("""
                        [{"check": "login-page", "cell": "login@na", "vantagePoint": "us-east", "probe": "%s",
                          "outcome": "pass", "observedAt": "%s", "latencyMillis": 12.5}]""".formatted(probe, now))
                .post("/api/v1/health-events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));

        assertThat(ToldTopics.records(Topic.HEALTH_EVENTS))
                .filteredOn(record -> record.value() != null && new String(record.value(), UTF_8).contains(probe))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isEqualTo("login@na");
                    assertThat(header(record, "ce_id")).isEqualTo("login-page/login@na/us-east/" + now.toEpochMilli());
                    assertThat(header(record, "ce_type")).isEqualTo("tocsin.health.observed.v1");
                    assertThat(header(record, "ce_source")).isEqualTo("tocsin/incident-service");
                    assertThat(header(record, "content-type")).isEqualTo("application/json");
                    assertThat(new String(record.value(), UTF_8)).contains("\"probe\":\"%s\"".formatted(probe));
                });
    }

    @Test
    void aChangeComesInAsACloudEventTooInBothModes() {
        operator()
                .contentType("application/cloudevents+json")
                .body("""
                        {"specversion": "1.0", "id": "1", "source": "deployer", "type": "tocsin.change.applied.v1",
                         "data": {"change": "patch-8", "kind": "patch", "components": ["cache"], "regions": ["na"],
                                  "title": "Patch", "appliedAt": "%s"}}""".formatted(now))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        operator()
                .contentType(ContentType.JSON)
                .header("ce-specversion", "1.0")
                .header("ce-id", "2")
                .header("ce-source", "deployer")
                .header("ce-type", "tocsin.change.reverted.v1")
                .body("{\"change\": \"patch-8\", \"revertedAt\": \"%s\"}".formatted(now))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> "patch-8".equals(record.key()))
                .extracting(record -> header(record, "ce_type"))
                .contains("tocsin.change.applied.v1", "tocsin.change.reverted.v1");
    }

    @Test
    void aChangeGoesOnInTheTraceOfItsRequest() {
        var change = """
                {"change": "patch-9", "kind": "patch", "components": ["cache"], "title": "Patch", "appliedAt": "%s"}""".formatted(now);
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        operator()
                .contentType(ContentType.JSON)
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .body(change)
                .post("/api/v1/changes")
                .then()
                .statusCode(202);
        operator()
                .contentType(ContentType.JSON)
                .header("traceparent", "no \u007f such thing")
                .body(change.replace("patch-9", "patch-10"))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> "patch-9".equals(record.key()))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(header(record, "traceparent")).startsWith("00-" + trace));
        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> "patch-10".equals(record.key()))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(header(record, "traceparent")).matches("(00-[0-9a-f]{32}-[0-9a-f]{16}-0[01])?"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(SharedServices.spans()).anySatisfy(span -> {
                    assertThat(span.service()).isEqualTo("incident-service");
                    assertThat(span.traceId()).isEqualTo(trace);
                }));
    }

    @Test
    void aHealthEventGoesOnInTheTraceOfItsRequest() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var event = """
                {"check": "login-page", "cell": "login@na", "vantagePoint": "us-east", "probe": "%s", "outcome": "pass",
                 "observedAt": "%s", "latencyMillis": 12}""".formatted(trace, now);

        operator()
                .contentType(ContentType.JSON)
                .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(trace))
                .body(event)
                .post("/api/v1/health-events")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.HEALTH_EVENTS))
                .filteredOn(record -> record.value() != null && new String(record.value(), UTF_8).contains(trace))
                .singleElement()
                .satisfies(record -> assertThat(header(record, "traceparent")).startsWith("00-" + trace));
    }

    @Test
    void theTraceThatACloudEventNamesComesBeforeThatOfItsRequest() {
        var trace = UUID.randomUUID().toString().replace("-", "");
        var traceparent = "00-%s-00f067aa0ba902b7-01".formatted(trace);

        operator()
                .contentType("application/cloudevents+json")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01")
                .body("""
                        {"specversion": "1.0", "id": "1", "source": "deployer", "type": "tocsin.change.applied.v1",
                         "traceparent": "%s",
                         "data": {"change": "patch-%s", "kind": "patch", "components": ["cache"], "title": "Patch",
                                  "appliedAt": "%s"}}""".formatted(traceparent, trace, now))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(ToldTopics.records(Topic.CHANGES))
                .filteredOn(record -> ("patch-" + trace).equals(record.key()))
                .singleElement()
                .satisfies(record -> assertThat(header(record, "traceparent")).isEqualTo(traceparent));
    }
}
