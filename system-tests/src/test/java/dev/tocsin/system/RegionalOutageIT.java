package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Topic;
import dev.tocsin.stack.tracing.OtlpReceiver;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

@SharesStandalone
class RegionalOutageIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    /// The sample subscriber of North America; operators get mails of their own.
    private static final String CUSTOMER = "na@customer.example";

    /// What an operator writes for colleagues.
    private static final String NOTE = "the licence was not renewed";

    @Test
    void aBrokenCacheIsOneIncidentOfItsRegionWithItsCauseToldOnceAndClosedOnce(
            Standalone tocsin, OtlpReceiver traces, TestReporter reporter) throws IOException {
        try (var ofNa = new WebhookReceiver(tocsin.port(9501), "na");
                var ofEu = new WebhookReceiver(tocsin.port(9502), "eu")) {
            ofNa.subscribe(tocsin, "na");
            ofEu.subscribe(tocsin, "eu");
            var mailsBefore = tocsin.mailsTo(CUSTOMER).size();

            var broken = Instant.now();
            tocsin.breakCell("cache@na", "errors");

            await("one open incident with all impacted cells").atMost(LONG).untilAsserted(() -> {
                assertThat(tocsin.openIncidents()).hasSize(1);
                assertThat(impact(tocsin.openIncidents().getFirst()))
                        .contains("cache@na because null", "api@na because cache@na", "login@na because cache@na");
            });
            reporter.publishEntry(
                    "incident open after",
                    Duration.between(broken, Instant.now()).toMillis() + " ms");
            var incident = tocsin.openIncidents().getFirst();
            assertThat(texts(incident.at("/incident/regions"))).containsExactly("na");
            assertThat(incident.at("/outages/0/root/cell").asText()).isEqualTo("cache@na");
            assertThat(tocsin.cells())
                    .filteredOn(cell -> !cell.get("cell").asText().endsWith("@na"))
                    .isNotEmpty()
                    .allSatisfy(cell -> assertThat(cell.get("verdict").asText()).isEqualTo("UP"));
            await("the opening notice").atMost(LONG).until(() -> !ofNa.notices().isEmpty());
            reporter.publishEntry(
                    "webhook after", Duration.between(broken, Instant.now()).toMillis() + " ms");
            await("the opening mail")
                    .atMost(LONG)
                    .until(() -> tocsin.mailsTo(CUSTOMER).size() > mailsBefore);

            await("one trace from a probe to a mail and to a webhook")
                    .atMost(LONG)
                    .untilAsserted(() -> {
                        for (var sent : List.of("send email", "send webhook")) {
                            var trace = SpanPath.to(
                                    sent, incident.at("/incident/id").asText(), traces.spans());
                            assertThat(trace.names())
                                    .as(sent)
                                    .containsExactly(
                                            "probe-service: check",
                                            "incident-service: detect status change",
                                            "incident-service: decide incident event",
                                            "incident-service: publish incident event",
                                            "notifier-service: fan out incident event",
                                            "notifier-service: " + sent);
                        }
                    });

            noteInPrivate(tocsin, incident);
            tocsin.heal("cache@na");

            await("resolved").atMost(LONG).until(() -> tocsin.openIncidents().isEmpty());
            await("the closing notice").atMost(LONG).until(() -> ofNa.notices().size() >= 2);
            await("the closing mail")
                    .atMost(LONG)
                    .until(() -> tocsin.mailsTo(CUSTOMER).size() >= mailsBefore + 2);
            assertThat(ofNa.notices()).hasSize(2).allMatch(WebhookReceiver.Notice::verified);
            assertThat(ofNa.notices())
                    .extracting(WebhookReceiver.Notice::type)
                    .containsExactly("incident.opened", "incident.closed");
            assertThat(ofNa.notices())
                    .extracting(notice -> notice.data().at("/incident").asText())
                    .containsOnly(incident.at("/incident/id").asText());
            assertThat(ofEu.notices()).isEmpty();
            assertThat(tocsin.mailsTo(CUSTOMER)).hasSize(mailsBefore + 2);
            assertThat(whatCustomersRead(tocsin, incident, ofNa))
                    .hasSizeGreaterThan(12)
                    .allSatisfy((where, text) -> assertThat(text)
                            .as(where)
                            .contains(incident.at("/incident/id").asText())
                            .doesNotContain("Cache", "cache@", "\"cache\"", NOTE));
        }
    }

    /// An operator takes it on, and says why its severity is right.
    private static void noteInPrivate(Standalone tocsin, JsonNode incident) {
        var path = "/api/v1/incidents/" + incident.at("/incident/id").asText();
        var severity = incident.at("/incident/severity").asText();
        assertThat(List.of(
                        tocsin.post(tocsin.incidentService(path + "/acknowledge"), "{}"),
                        tocsin.post(
                                tocsin.incidentService(path + "/correct"),
                                "{\"severity\": \"%s\", \"reason\": \"%s\"}".formatted(severity, NOTE))))
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
    }

    /// Pages, feeds, the open API, the topic for customers, mails and webhooks, each by where it is.
    private static Map<String, String> whatCustomersRead(
            Standalone tocsin, JsonNode incident, WebhookReceiver webhooks) {
        var id = incident.at("/incident/id").asText();
        var read = new LinkedHashMap<String, String>();
        for (var path : List.of(
                "/",
                "/incidents",
                "/incidents/" + id,
                "/history.atom",
                "/history.rss",
                "/api/v1/incidents",
                "/api/v1/incidents/" + id,
                "/api/v2/incidents.json")) {
            var answer = tocsin.send(HttpRequest.newBuilder(tocsin.incidentService(path)));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            read.put(path, answer.body());
        }
        new Log(tocsin.kafka())
                .records(Topic.PUBLIC_INCIDENTS).stream()
                        .filter(record -> id.equals(record.key()))
                        .forEach(record -> read.put("record " + record.offset(), new String(record.value(), UTF_8)));
        webhooks.notices()
                .forEach(notice ->
                        read.put("webhook " + notice.type(), notice.body().toString()));
        tocsin.mailsTo(CUSTOMER).stream()
                .map(JsonNode::toString)
                .filter(mail -> mail.contains(id))
                .forEach(mail -> read.put("mail " + read.size(), mail));
        return read;
    }

    private static List<String> impact(JsonNode incident) {
        return StreamSupport.stream(incident.get("cells").spliterator(), false)
                .map(cell -> "%s because %s"
                        .formatted(
                                cell.get("cell").asText(), cell.get("because").asText()))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
