package dev.tocsin.incident.heartbeat.http;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.HeartbeatTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.incident.catalog.Catalog;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.topic.ToldTopics;
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

    private static final Cell BACKUP = Cell.of("backup@na");

    private Jobs() {}

    /// @param rotation of the nightly one
    public static void define(int rotation, long everyMillis, @Nullable Long longestMillis) {
        var now = Instant.now();
        var nightly = job(now, NIGHTLY, everyMillis, longestMillis, rotation);
        ToldTopics.tell(Topic.CATALOG, catalog(now, nightly));
        ToldTopics.tell(
                Topic.HEALTH_EVENTS,
                new CellChecksDefined(
                        BACKUP,
                        1,
                        now,
                        Catalog.of(List.of(nightly)).assignedChecks().getOrDefault(BACKUP, List.of())));
    }

    /// Harbour's, with jobs that report every hour.
    public static List<Event> catalog(Instant now) {
        return catalog(now, job(now, NIGHTLY, 3_600_000, null, 1));
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
                false,
                3,
                List.of("na"),
                List.of(),
                List.of(),
                null));
        entries.add(nightly);
        entries.add(job(now, HOURLY, 3_600_000, null, 1));
        entries.add(job(now, LOOPING, 3_600_000, null, 1));
        entries.add(published);
        return entries;
    }

    /// So that other tests know nothing of them.
    public static void forget() {
        var now = Instant.now();
        ToldTopics.tell(Topic.HEALTH_EVENTS, new CellChecksDefined(BACKUP, 2, now, List.of()));
        ToldTopics.write(Stream.of("component/backup", "check/nightly@na", "check/hourly@na", "check/looping@na")
                .map(key -> new ProducerRecord<String, byte[]>(Topic.CATALOG.topicName(), key, null))
                .toList());
        ToldTopics.tell(Topic.CATALOG, Harbour.catalog(1, now));
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
