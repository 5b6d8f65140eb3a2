package dev.tocsin.incident.heartbeat.http;

import static dev.tocsin.incident.access.http.Operator.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Jobs of Harbour CRM that have to report. Detection watches the nightly one; of the others only the URLs are called.
public final class Jobs {

    static final String NIGHTLY = "nightly";
    static final String HOURLY = "hourly";
    static final String LOOPING = "looping";

    static final long HOUR = 3_600_000;

    private static final Cell BACKUP = Cell.of("backup@na");
    private static final Duration SOON = Duration.ofSeconds(30);

    private static int rotation;

    private Jobs() {}

    /// The nightly one has another URL each time. Returns when the service has all three.
    public static void define(long everyMillis, @Nullable Long longestMillis) {
        var now = Instant.now();
        rotation++;
        var nightly = job(now, NIGHTLY, everyMillis, longestMillis, rotation);
        ToldTopics.tell(Topic.CATALOG, catalog(now, nightly));
        ToldTopics.tell(
                Topic.HEALTH_EVENTS,
                new CellChecksDefined(
                        BACKUP,
                        1,
                        now,
                        Catalog.of(List.of(nightly)).assignedChecks().getOrDefault(BACKUP, List.of())));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(listed().getList("items.rotation", Integer.class))
                        .containsExactly(1, 1, rotation));
    }

    static JsonPath listed() {
        return operator().get("/api/v1/heartbeats").jsonPath();
    }

    /// The path of the URL that a job calls.
    static String path(String check) {
        var url = listed().getString("items.find { it.check == '%s' }.url".formatted(check));
        return URI.create(url).getPath();
    }

    /// The secret in that path.
    static String secret(String check) {
        return path(check).substring("/heartbeats/".length());
    }

    /// What the cell of the nightly one was since it is watched, in order.
    static List<StatusChanged> changes() {
        var changes = new ArrayList<StatusChanged>();
        for (var record : ToldTopics.records(Topic.STATUS_HISTORY)) {
            if (BACKUP.toString().equals(record.key())
                    && CloudEvents.read(record) instanceof Known(var event, var _, var _)) {
                if (event instanceof StatusChanged change) {
                    changes.add(change);
                } else if (event instanceof WatchEnded) {
                    changes.clear();
                }
            }
        }
        return changes;
    }

    static List<Verdict> verdicts() {
        return changes().stream().map(StatusChanged::verdict).toList();
    }

    /// Harbour's, with jobs that report every hour.
    public static List<Event> catalog(Instant now) {
        return catalog(now, job(now, NIGHTLY, HOUR, null, 1));
    }

    private static List<Event> catalog(Instant now, CheckDefined nightly) {
        var entries = new ArrayList<Event>(Harbour.catalog(1, now));
        var published = (CatalogVersionPublished) entries.removeLast();
        entries.add(new ComponentDefined(
                1,
                now,
                "backup",
                "Backup",
                "Platform",
                "",
                Weight.LOW,
                true,
                3,
                List.of("na"),
                List.of(),
                List.of(),
                null));
        entries.add(nightly);
        entries.add(job(now, HOURLY, HOUR, null, 1));
        entries.add(job(now, LOOPING, HOUR, null, 1));
        entries.add(published);
        return entries;
    }

    /// After [#define], so that other tests do not see them. Returns when neither the service nor detection has them.
    ///
    /// @param service its address, for RestAssured knows that within a test only
    public static void forget(URI service) {
        var now = Instant.now();
        var ended = endedWatches();
        ToldTopics.tell(Topic.HEALTH_EVENTS, new CellChecksDefined(BACKUP, 2, now, List.of()));
        ToldTopics.write(Stream.of("component/backup", "check/nightly@na", "check/hourly@na", "check/looping@na")
                .map(key -> new ProducerRecord<String, byte[]>(Topic.CATALOG.topicName(), key, null))
                .toList());
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
        await().atMost(SOON)
                .untilAsserted(() -> operator()
                        .get(service.resolve("/api/v1/heartbeats"))
                        .then()
                        .statusCode(200)
                        .body("items", empty()));
        await().atMost(SOON).untilAsserted(() -> assertThat(endedWatches()).isGreaterThan(ended));
    }

    private static long endedWatches() {
        return ToldTopics.records(Topic.STATUS_HISTORY).stream()
                .filter(record -> BACKUP.toString().equals(record.key()))
                .filter(record -> CloudEvents.read(record) instanceof Known(WatchEnded _, var _, var _))
                .count();
    }

    private static CheckDefined job(
            Instant now, String check, long everyMillis, @Nullable Long longestMillis, int rotation) {
        return new CheckDefined(
                1,
                now,
                check,
                BACKUP,
                FailingMeans.DOWN,
                new CheckTiming(everyMillis, everyMillis, everyMillis, 1, everyMillis + 1_000),
                List.of(Question.Heartbeat.CALLER),
                "heartbeat",
                new Question.Heartbeat(new HeartbeatTiming(1_000, longestMillis), rotation));
    }
}
