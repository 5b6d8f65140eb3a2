package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.system.WebhookReceiver.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Two of each service on one Kafka and one database, behind a proxy that takes them in turn. For as long as
/// `-Dside-by-side=PT10M` says.
@SharesStandalone
@Isolated("its four services and another Tocsin beside them are too much for two cores")
class SideBySideIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration LASTS = Duration.parse(System.getProperty("side-by-side", "PT40S"));
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final String OPERATOR = "oncall@harbour.example";

    @Test
    void eachNoticeComesOnceAndPagesLiveFromBoth(Standalone tocsin) throws IOException {
        try (var incidents = SecondInstance.start(tocsin, "incident-service", tocsin.port(8480));
                var notifiers = SecondInstance.start(tocsin, "notifier-service", tocsin.port(8482));
                var _ = new RoundRobinProxy(tocsin.port(8484), List.of(tocsin.port(8080), incidents.port()));
                var receiver = new WebhookReceiver(tocsin.port(9512), "side-by-side")) {
            receiver.subscribe(tocsin, "na");
            var begun = Instant.now();
            var outages = 0;
            while (outages == 0 || Instant.now().isBefore(begun.plus(LASTS))) {
                outage(tocsin, receiver, ++outages);
            }

            poison(tocsin);

            assertThat(counts(receiver))
                    .as("of %d outages: %s", outages, receiver.notices())
                    .hasSize(2 * outages)
                    .allSatisfy((notice, times) -> assertThat(times).as(notice).isEqualTo(1));
            await("one mail of each alert, and no second one from the other instance")
                    .during(Duration.ofSeconds(20))
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(mailedAlerts(tocsin, begun))
                            .isNotEmpty()
                            .allSatisfy(
                                    (mail, times) -> assertThat(times).as(mail).isEqualTo(1)));
            assertThat(notifiers.process().isAlive()).isTrue();
            assertThat(incidents.process().isAlive()).isTrue();
        }
    }

    private static void outage(Standalone tocsin, WebhookReceiver receiver, int outages) {
        tocsin.breakCell("cache@na", "errors");
        await("the opening notice").atMost(LONG).until(() -> count(receiver, "incident.opened") == outages);
        await("both instances show it")
                .atMost(LONG)
                .until(() -> Stream.generate(() -> showsAnOpenIncident(tocsin))
                        .limit(2)
                        .allMatch(shows -> shows));
        tocsin.heal("cache@na");
        await("the closing notice").atMost(LONG).until(() -> count(receiver, "incident.closed") == outages);
        tocsin.awaitQuiet();
    }

    /// Both instances read it, and both find it unreadable.
    private static void poison(Standalone tocsin) {
        new Log(tocsin.kafka())
                .write(new ProducerRecord<>(
                        Topic.VANTAGE_POINTS.topicName(), "side-by-side", "{\"half\": ".getBytes(UTF_8)));
        await("operators are alerted")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(tocsin.operatorAlerts())
                        .extracting(alert -> alert.get("subject").asText())
                        .contains("dead-letters/" + Topic.VANTAGE_POINTS.topicName()));
    }

    /// On a connection of its own, so that the proxy takes the next instance.
    private static boolean showsAnOpenIncident(Standalone tocsin) {
        try (var browser = HttpClient.newHttpClient()) {
            var incidents = URI.create("http://127.0.0.1:%d/api/v1/incidents".formatted(tocsin.port(8484)));
            var answer =
                    browser.send(HttpRequest.newBuilder(incidents).timeout(CALL).build(), BodyHandlers.ofString());
            return StreamSupport.stream(
                            Json.mapper().readTree(answer.body()).get("items").spliterator(), false)
                    .anyMatch(
                            incident -> !incident.at("/incident/state").asText().equals("resolved"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long count(WebhookReceiver receiver, String type) {
        return receiver.notices().stream()
                .filter(notice -> notice.type().equals(type))
                .map(Notice::id)
                .distinct()
                .count();
    }

    private static Map<String, Long> counts(WebhookReceiver receiver) {
        return receiver.notices().stream()
                .filter(notice -> !notice.type().equals("incident.updated"))
                .collect(groupingBy(notice -> "%s %s".formatted(notice.type(), notice.id()), counting()));
    }

    private static Map<String, Long> mailedAlerts(Standalone tocsin, Instant since) {
        return tocsin.mailsTo(OPERATOR).stream()
                .filter(mail -> Instant.parse(mail.get("received").asText()).isAfter(since))
                .collect(groupingBy(
                        mail -> mail.get("subject").asText() + ": "
                                + mail.get("text").asText(),
                        counting()));
    }
}
