package dev.tocsin.incident.writer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.incident.IncidentEvent.Acknowledged;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import dev.tocsin.engine.correlation.Command;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.maintenance.Window;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.maintenance.EditResult;
import dev.tocsin.incident.maintenance.store.WindowStore;
import dev.tocsin.incident.trust.uptime.store.UptimeStore;
import dev.tocsin.incident.writer.store.IncidentStore;
import dev.tocsin.incident.writer.store.Outbox;
import dev.tocsin.incident.writer.store.Outbox.Letter;
import dev.tocsin.incident.writer.store.Trace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An upgrade from commit 50c4c5e: what that service stored is read and gone on from, and while it still runs beside
/// the new one, its statements fit the new schema.
@QuarkusTest
@WithTestResource(OwnServers.Start.class)
class SchemaUpgradeTest {

    /// The last migration of 50c4c5e.
    private static final String OLD = "6";

    private static final String ROWS = "rows-of-50c4c5e.sql";
    private static final String INCIDENT = "z0efqgsrt82j";
    private static final Cell LOGIN = Cell.of("login@na");
    private static final Cell CACHE = Cell.of("cache@na");
    private static final Span APRIL =
            new Span(Instant.parse("2006-04-01T00:00:00Z"), Instant.parse("2006-05-01T00:00:00Z"));

    @Inject
    IncidentStore store;

    @Inject
    Outbox outbox;

    @Inject
    IncidentEvents stories;

    @Inject
    Trace trace;

    @Inject
    PastIncidents pastIncidents;

    @Inject
    UptimeStore uptime;

    @Inject
    WindowStore windows;

    private OwnServers servers;

    @BeforeEach
    void connect() {
        servers = OwnServers.connect();
    }

    @AfterEach
    void disconnect() {
        servers.close();
    }

    @Test
    void whatWasStoredBeforeIsReadAfterTheMigrations() throws SQLException {
        servers.clearDatabase(OLD);
        storeAsBefore();

        servers.migrate();

        allIsRead();
    }

    @Test
    void theServiceBeforeGoesOnWritingWhenTheMigrationsHaveRun() throws SQLException {
        servers.clearDatabase("latest");

        storeAsBefore();

        allIsRead();
    }

    @Test
    void theNewServiceGoesOnFromThere() throws SQLException {
        servers.clearDatabase(OLD);
        storeAsBefore();
        servers.migrate();
        var partition = new TopicPartition("tocsin.status-history", 0);

        var resolved = store.order(new Command.Resolve(INCIDENT, "operator", "it is a drill", now()));
        var ledger = store.load();
        var stored = store.store(
                ledger,
                ledger.state(),
                Map.of(new TopicPartition("tocsin.changes", 0), 2L),
                List.of(),
                List.of(),
                List.of());
        uptime.keep(List.of(new VerdictChange(LOGIN, 3, now(), Verdict.UP)), Map.of(partition, 5L));
        var cancelled = windows.edit("byhand", known -> EditResult.cancel(known.orElseThrow(), "operator", now()));

        assertThat(resolved.refusal()).isNull();
        assertThat(stories.of(INCIDENT)).last().isInstanceOf(Resolved.class);
        assertThat(ledger.revision()).isEqualTo(3);
        assertThat(stored).hasValueSatisfying(next -> {
            assertThat(next.revision()).isEqualTo(4);
            assertThat(next).isEqualTo(store.load());
        });
        assertThat(outbox.next(100)).extracting(Letter::id).startsWith(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(uptime.offsets()).containsExactly(Map.entry(partition, 5L));
        assertThat(uptime.inputs(List.of(LOGIN), APRIL).turns().get(LOGIN)).hasSize(3);
        assertThat(cancelled).isInstanceOf(EditResult.Done.class);
    }

    private void allIsRead() {
        var ledger = store.load();
        assertThat(ledger.revision()).isEqualTo(2);
        assertThat(ledger.offsets())
                .containsOnly(
                        Map.entry(new TopicPartition("tocsin.catalog", 0), 61L),
                        Map.entry(new TopicPartition("tocsin.cell-status", 0), 812L),
                        Map.entry(new TopicPartition("tocsin.changes", 0), 1L));
        assertThat(ledger.state().incidents()).containsOnlyKeys(INCIDENT);
        assertThat(ledger.state().graph().catalog().version()).isPositive();
        assertThat(ledger.state().changes().byId()).containsOnlyKeys("patch-17");
        assertThat(ledger.state().cells().byCell()).containsKeys(LOGIN, CACHE);
        assertThat(store.one(INCIDENT))
                .contains(Objects.requireNonNull(ledger.state().incidents().get(INCIDENT)));
        assertThat(pastIncidents.active()).isEqualTo(Map.of(INCIDENT, 4L));
        assertThat(pastIncidents.withEarlier(INCIDENT, Incident::startedAt)).hasValueSatisfying(found -> {
            assertThat(found.earlier()).containsExactly(found.incident());
            assertThat(found.changeKinds()).isEqualTo(Map.of("patch-17", ChangeKind.PATCH));
        });

        var story = stories.of(INCIDENT);
        assertThat(story).hasSize(4).first().isInstanceOf(Opened.class);
        assertThat(story).last().isInstanceOf(Acknowledged.class);
        assertThat(outbox.next(100)).hasSize(5).extracting(Letter::event).hasAtLeastOneElementOfType(ChangeHeld.class);
        assertThat(outbox.numbersOf(List.of(INCIDENT))).containsEntry(INCIDENT, 4L);
        assertThat(trace.of(INCIDENT, 0, 100))
                .extracting(entry -> entry.entry().rule())
                .contains(Rule.OPENED);
        assertThat(trace.of(LOGIN, APRIL.from(), APRIL.to(), 100)).isNotEmpty();

        var inputs = uptime.inputs(List.of(LOGIN, CACHE), APRIL);
        assertThat(inputs.turns().get(LOGIN))
                .extracting(VerdictChange::verdict)
                .containsExactly(Verdict.UP, Verdict.DOWN);
        assertThat(inputs.turns().get(CACHE)).extracting(VerdictChange::verdict).containsExactly(Verdict.UP, null);
        assertThat(inputs.amendments())
                .extracting(amendment -> amendment.reason())
                .containsExactly("A firewall of ours");
        assertThat(uptime.offsets()).isEmpty();

        assertThat(windows.list(false, null, 10))
                .hasSize(5)
                .first()
                .extracting(Window::id)
                .isEqualTo("byhand");
        assertThat(windows.list(false, "byhand", 10)).hasSize(4);
        assertThat(windows.hasUntold()).isTrue();
    }

    private static Instant now() {
        return Instant.parse("2006-04-11T12:05:00Z");
    }

    private void storeAsBefore() throws SQLException {
        try (var connection = servers.database().getConnection();
                var statement = connection.createStatement()) {
            for (var line : rows()) {
                statement.execute(line);
            }
        }
    }

    private static List<String> rows() {
        try (var file = SchemaUpgradeTest.class.getResourceAsStream(ROWS)) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
            return text.lines().filter(line -> !line.startsWith("--")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
