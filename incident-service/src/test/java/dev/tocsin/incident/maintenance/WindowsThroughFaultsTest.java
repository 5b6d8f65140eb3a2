package dev.tocsin.incident.maintenance;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.catalog.Timetable;
import dev.tocsin.engine.maintenance.MaintenancePlan;
import dev.tocsin.engine.maintenance.Planner;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.incident.maintenance.topic.WindowPublisher;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.writer.OwnServers;
import dev.tocsin.stack.postgres.DatabaseProxy;
import dev.tocsin.support.kafka.Unavailability;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Windows while commits fail, or their answers are lost.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class WindowsThroughFaultsTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Inject
    WindowStore store;

    private OwnServers servers;

    @BeforeEach
    void startWithNothing() throws Exception {
        servers = OwnServers.connect();
        servers.clear();
    }

    @AfterEach
    void mend() {
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);
        servers.close();
    }

    @Test
    void whateverFailsInBetweenEachNumberIsToldAndNoneIsSkipped() {
        var later = now.plus(Duration.ofHours(1));
        DatabaseProxy.set(DatabaseProxy.Condition.LOSES_COMMITS);

        var writers = List.of(
                CompletableFuture.runAsync(() -> replan(later, 1)), CompletableFuture.runAsync(() -> replan(later, 2)));
        writers.forEach(CompletableFuture::join);
        DatabaseProxy.set(DatabaseProxy.Condition.WHOLE);

        await().untilAsserted(() -> {
            publisher().publish();
            assertThat(store.hasUntold()).isFalse();
        });
        var stories = servers.events(Topic.MAINTENANCE, WindowUpdated.class).stream()
                .collect(groupingBy(WindowUpdated::window));
        assertThat(stories).hasSizeGreaterThanOrEqualTo(4);
        assertThat(stories.values())
                .allSatisfy(story -> assertThat(
                                story.stream().map(WindowUpdated::number).distinct())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, story.getLast().number())
                                        .boxed()
                                        .toList())
                        .hasSizeGreaterThan(1))
                .anySatisfy(story -> assertThat(story).hasSizeGreaterThan(5));
    }

    /// Plans windows of other lengths again and again, and publishes them, beside another that does the same.
    private void replan(Instant asOf, int first) {
        var publisher = publisher();
        for (var hours = first; hours <= 20; hours += 2) {
            var planner = new Planner(List.of(new MaintenancePlan(
                    "storm",
                    "Storm",
                    List.of(Harbour.CACHE_NA),
                    new Timetable(LocalDateTime.parse("2026-01-01T00:00"), "FREQ=WEEKLY", ZoneId.of("Etc/UTC")),
                    Duration.ofHours(hours))));
            unlessTheDatabaseIsAway(() -> store.keep(planner, asOf, now));
            unlessTheDatabaseIsAway(publisher::publish);
        }
    }

    private WindowPublisher publisher() {
        return new WindowPublisher(servers.kafka(), store);
    }

    private static void unlessTheDatabaseIsAway(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!Unavailability.causes(e)) {
                throw e;
            }
        }
    }
}
