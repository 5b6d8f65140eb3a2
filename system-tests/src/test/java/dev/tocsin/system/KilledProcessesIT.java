package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.status.StatusChanged;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signal 9 at the moment of breaking and again at the moment of healing: the same incident, the same two notices.
@SharesStandalone
@Isolated("with another stack beside it, Kafka takes too long to return")
class KilledProcessesIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @ParameterizedTest
    @ValueSource(strings = {"incident-service", "notifier-service", "probe-us-east", "kafka", "postgres"})
    void aKillLosesNothingAndTellsNobodyTwice(String part, Standalone tocsin) throws IOException {
        try (var receiver = new WebhookReceiver(tocsin.port(9510), part)) {
            receiver.subscribe(tocsin, "na");
            var begun = Instant.now();
            var log = new Log(tocsin.kafka());
            var known = ids(log);

            tocsin.breakCell("cache@na", "errors");
            tocsin.kill(part);

            await("the opening notice")
                    .atMost(LONG)
                    .until(() -> !receiver.notices().isEmpty());
            tocsin.heal("cache@na");
            tocsin.kill(part);

            await("the closing notice")
                    .atMost(LONG)
                    .until(() -> receiver.notices().stream()
                            .anyMatch(notice -> notice.type().equals("incident.closed")));
            tocsin.awaitQuiet();
            var opened = ids(log).stream().filter(id -> !known.contains(id)).toList();
            assertThat(opened).hasSize(1);
            assertStory(log, opened.getFirst());
            assertThat(receiver.notices()).allMatch(WebhookReceiver.Notice::verified);
            assertThat(openingAndClosing(receiver))
                    .as("told: %s", receiver.notices())
                    .containsExactly("incident.opened", "incident.closed");
            assertThat(log.events(Topic.STATUS_HISTORY, StatusChanged.class))
                    .filteredOn(change -> change.time().isAfter(begun))
                    .filteredOn(change -> !change.cell().region().equals("na"))
                    // what nobody could see while Kafka was away may be unknown
                    .filteredOn(change -> change.verdict().isBad())
                    .isEmpty();
        }
    }

    /// What was in flight at a kill may come twice, with the same id, and counts once. In between there may be an
    /// update when what failed first was the lesser part, and then it tells of a higher severity.
    private static List<String> openingAndClosing(WebhookReceiver receiver) {
        var notices = new LinkedHashMap<String, WebhookReceiver.Notice>();
        receiver.notices().forEach(notice -> notices.putIfAbsent(notice.id(), notice));
        var told = List.copyOf(notices.values());
        return IntStream.range(0, told.size())
                .filter(at -> !told.get(at).type().equals("incident.updated") || !rises(told.get(at - 1), told.get(at)))
                .mapToObj(at -> told.get(at).type())
                .toList();
    }

    private static boolean rises(WebhookReceiver.Notice before, WebhookReceiver.Notice after) {
        return severity(after).compareTo(severity(before)) > 0;
    }

    private static Severity severity(WebhookReceiver.Notice notice) {
        return Severity.valueOf(notice.data().get("severity").asText().toUpperCase(Locale.ROOT));
    }

    private static List<String> ids(Log log) {
        return log.events(Topic.INCIDENT_EVENTS, IncidentEvent.Opened.class).stream()
                .map(IncidentEvent::key)
                .distinct()
                .toList();
    }

    /// One opening, one end, and no number skipped.
    private static void assertStory(Log log, String incident) {
        var story = log.events(Topic.INCIDENT_EVENTS, IncidentEvent.class).stream()
                .filter(event -> event.key().equals(incident))
                .toList();
        var numbers = story.stream()
                .map(event -> event.incident().number())
                .distinct()
                .toList();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(story.stream().filter(IncidentEvent.Opened.class::isInstance).distinct())
                .hasSize(1);
        assertThat(story.stream()
                        .filter(IncidentEvent.Resolved.class::isInstance)
                        .distinct())
                .hasSize(1);
        assertThat(story.stream().filter(IncidentEvent.Reopened.class::isInstance))
                .isEmpty();
    }
}
