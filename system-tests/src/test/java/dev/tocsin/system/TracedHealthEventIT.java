package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.stack.tracing.OtlpReceiver;
import dev.tocsin.stack.tracing.RecordedSpan;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Health events of another sender, who begins the traces.
@SharesStandalone
class TracedHealthEventIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String CELL = "traced@na";
    private static final String SENDERS_SPAN = "00f067aa0ba902b7";
    private static final String FIRST = "4bf92f3577b34da6a3ce929d0e0e4701";
    private static final String DECIDING = "4bf92f3577b34da6a3ce929d0e0e4702";

    /// No probe is there, so no other event says anything of the check.
    private static final String PLACES = """
            vantage-points:
              one: { name: One, at: [0, 0] }
              two: { name: Two, at: [0, 0] }
            """;

    private static final String COMPONENT = """
            components:
              traced: { name: Traced, group: Product }
            """;

    private static final String CHECK = """

              by-hand: { of: traced, every: 1s, vote-life: 1h, confirmations: 1, from: [one, two], \
            http: { url: "http://127.0.0.1:1/" } }
            """;

    private String catalog = "";

    @BeforeEach
    void addACheck(Standalone tocsin) throws IOException {
        var file = tocsin.data().resolve("catalog.yaml");
        catalog = Files.readString(file);
        Files.writeString(
                file,
                catalog.replace("vantage-points:\n", PLACES)
                                .replace("components:\n", COMPONENT)
                                .stripTrailing()
                        + CHECK);
        var log = new Log(tocsin.kafka());
        await("detection knows the check")
                .atMost(LONG)
                .until(() -> log.events(Topic.HEALTH_EVENTS, CellChecksDefined.class).stream()
                        .flatMap(defined -> defined.checks().stream())
                        .anyMatch(check -> check.check().equals("by-hand")));
        send(tocsin, "one", "pass", FIRST);
        send(tocsin, "two", "pass", FIRST);
    }

    @AfterEach
    void removeTheCheck(Standalone tocsin) throws IOException {
        send(tocsin, "one", "pass", FIRST);
        send(tocsin, "two", "pass", FIRST);
        Files.writeString(tocsin.data().resolve("catalog.yaml"), catalog);
        tocsin.awaitQuiet();
    }

    @Test
    void theTraceOfTheEventThatDecidesGoesOnToTheMailAndLinksToTheOtherVote(
            Standalone tocsin, OtlpReceiver traces, TestReporter reporter) {
        assertThat(send(tocsin, "one", "fail", FIRST)).isEqualTo(202);
        assertThat(send(tocsin, "two", "fail", DECIDING)).isEqualTo(202);

        await("the incident").atMost(LONG).until(() -> !tocsin.openIncidents().isEmpty());
        var incident = tocsin.openIncidents().getFirst();
        assertThat(cells(incident)).contains(CELL);
        await("one trace from the sender to the mail").atMost(LONG).untilAsserted(() -> {
            var trace = SpanPath.to("send email", incident.at("/incident/id").asText(), traces.spans());

            assertThat(trace.names())
                    .containsExactly(
                            "incident-service: POST /api/v1/health-events",
                            "incident-service: detect status change",
                            "incident-service: decide incident event",
                            "incident-service: publish incident event",
                            "notifier-service: fan out incident event",
                            "notifier-service: send email");
            assertThat(trace.spans()).extracting(RecordedSpan::traceId).containsOnly(DECIDING);
            assertThat(trace.spans().getFirst().parentId()).isEqualTo(SENDERS_SPAN);
            assertThat(trace.span("detect status change").links())
                    .anyMatch(link -> link.startsWith(FIRST))
                    .noneMatch(link -> link.startsWith(DECIDING));
            assertThat(trace.span("detect status change").attributes())
                    .containsEntry("messaging.system", "kafka")
                    .containsEntry("messaging.destination.name", "tocsin.health-events");
            assertThat(trace.span("send email").attributes()).containsEntry("result", "Sent");
            assertThat(trace.spans()).noneMatch(span -> span.toString().contains("customer.example"));
            reporter.publishEntry(trace.report());
        });
    }

    private static int send(Standalone tocsin, String vantagePoint, String outcome, String trace) {
        var event = """
                {"check": "by-hand", "cell": "%s", "vantagePoint": "%s", "probe": "by-hand", "outcome": "%s",
                 "observedAt": "%s", "latencyMillis": 12}""".formatted(CELL, vantagePoint, outcome, Instant.now());
        return tocsin.send(HttpRequest.newBuilder(tocsin.incidentService("/api/v1/health-events"))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + tocsin.operatorToken())
                        .header("traceparent", "00-%s-%s-01".formatted(trace, SENDERS_SPAN))
                        .POST(BodyPublishers.ofString(event)))
                .statusCode();
    }

    private static List<String> cells(JsonNode incident) {
        return StreamSupport.stream(incident.get("cells").spliterator(), false)
                .map(cell -> cell.get("cell").asText())
                .toList();
    }
}
