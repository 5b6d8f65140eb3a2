package dev.tocsin.incident.replay.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.replay.ReplaySettings;
import dev.tocsin.incident.replay.IncidentOutcome;
import dev.tocsin.incident.replay.RecordedLog;
import dev.tocsin.incident.replay.ReplayReport;
import dev.tocsin.incident.replay.ReplayRequest;
import dev.tocsin.incident.replay.ReplayRun;
import dev.tocsin.incident.replay.ReplayScope;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Replays health events from a real Kafka.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class LogReplayTest {

    /// In no catalog but that of these tests.
    private static final Cell VAULT = Cell.of("vault@na");

    @Inject
    RecordedLog log;

    private final Instant begun = Instant.now();
    private final Catalog catalog = catalog();

    @BeforeEach
    void oneAskFails() {
        ToldTopics.create();
        tick();
        ToldTopics.tell(Topic.HEALTH_EVENTS, ask(Outcome.PASS));
        tick();
        ToldTopics.tell(Topic.HEALTH_EVENTS, ask(Outcome.FAIL));
        tick();
        tick();
    }

    @Test
    void aFailureThatWasTooLittleIsAnIncidentWithOtherSettings() {
        var report = report(1_000_000, List.of(VAULT));

        assertThat(report.scope().isAll()).isTrue();
        assertThat(report.rows()).singleElement().satisfies(row -> {
            assertThat(row.asIs()).isNull();
            assertThat(row.changed())
                    .isNotNull()
                    .extracting(IncidentOutcome::cells)
                    .isEqualTo(List.of(VAULT));
        });
        assertThat(report.changed().openings()).isOne();
        assertThat(report.asIs().all()).isZero();
    }

    @Test
    void whereTheLogIsTooLongTheCellsAroundAreReplayed() {
        var all = records();

        var run = run(all - 1, List.of(VAULT));

        assertThat(run).isInstanceOfAny(ReplayRun.Answered.class, ReplayRun.NotReplayed.class);
        if (run instanceof ReplayRun.Answered(var report)) {
            assertThat(report.scope().keys()).containsExactly("vault@na");
            assertThat(report.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row.asIs()).isNull());
        }
    }

    @Test
    void tooManyRecordsAreRefusedBeforeTheyAreRead() {
        assertThat(run(1, List.of()))
                .isInstanceOfSatisfying(
                        ReplayRun.NotReplayed.class,
                        refused -> assertThat(refused.why())
                                .contains("a replay reads 1 at most. Choose less time, or a cell."));
    }

    private ReplayReport report(long most, List<Cell> cells) {
        var run = run(most, cells);
        assertThat(run).isInstanceOf(ReplayRun.Answered.class);
        return ((ReplayRun.Answered) run).report();
    }

    private long records() {
        try (var excerpt = log.open(begun, begun.plusSeconds(600), System.nanoTime() + 10_000_000_000L)) {
            return excerpt.records(ReplayScope.ALL);
        }
    }

    private ReplayRun run(long most, List<Cell> cells) {
        var replay = new LogReplay(log, () -> catalog, () -> LiveView.EMPTY, limits(most));
        var settings = ReplaySettings.parse(List.of("checks.confirmations=1", "correlation.open-hold=0s"));
        return replay.run(new ReplayRequest(cells, begun, begun.plusSeconds(600), settings, 1), _ -> {});
    }

    private static ReplayLimits limits(long most) {
        return new ReplayLimits() {
            @Override
            public long mostRecords() {
                return most;
            }

            @Override
            public Duration deadline() {
                return Duration.ofSeconds(30);
            }
        };
    }

    private Catalog catalog() {
        var entries = new ArrayList<CatalogEvent>();
        Harbour.catalog(1, begun).forEach(event -> entries.add((CatalogEvent) event));
        entries.add(new CorrelationSettingsDefined(1, begun, 20_000, 120_000, 900_000, 900_000, 300_000));
        entries.add(Harbour.component(1, begun, "vault", "Vault", "Product", true, Weight.HIGH, 3, List.of()));
        entries.add(Harbour.check(1, begun, VAULT));
        return Catalog.of(entries);
    }

    private static void tick() {
        var now = Instant.now();
        var ticks = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var partition = 0; partition < Topic.HEALTH_EVENTS.partitions(); partition++) {
            HealthLogEvent tick = new ClockTicked(partition, now);
            ticks.add(CloudEvents.record(Topic.HEALTH_EVENTS, partition, "tocsin/incident-service", tick, null));
        }
        ToldTopics.write(ticks);
    }

    private static HealthObserved ask(Outcome outcome) {
        return new HealthObserved(
                "vault-page",
                VAULT,
                "us-east",
                "p1",
                outcome,
                Instant.now(),
                5,
                null,
                outcome == Outcome.FAIL ? ErrorKind.REFUSED : null,
                null,
                "0123456789ab");
    }
}
