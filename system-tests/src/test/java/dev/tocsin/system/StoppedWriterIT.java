package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.incident.IncidentEvent.Opened;
import dev.tocsin.contract.incident.IncidentEvent.Resolved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The writer is stopped within its transaction, as when its machine is suspended. Another instance takes over, and
/// the first, when it goes on, writes nothing.
@SharesStandalone
class StoppedWriterIT {

    private static final String WRITER = "incident-service";

    /// Far from the ports of other parts.
    private static final int SECOND = 8680;

    @Test
    void anotherInstanceTakesOverWithinAMinuteAndTheFirstWritesNothingMore(Standalone tocsin) throws Exception {
        var log = new Log(tocsin.kafka());
        var begun = Instant.now();
        try (var second = SecondInstance.start(tocsin, WRITER, tocsin.port(SECOND));
                var database = connect(tocsin.process(WRITER));
                var writer =
                        stopWithinItsTransaction(tocsin, List.of(tocsin.process(WRITER), second.process()), database)) {
            var stopped = Instant.now();
            await("the incident is opened by another")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> opened(log, begun).size() == 1);
            var tookOver = Duration.between(stopped, Instant.now());
            writer.goOn();
            tocsin.heal("cache@na");
            var incident = opened(log, begun).getFirst();
            await("the incident is resolved")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> story(log, incident).getLast() instanceof Resolved);

            assertThat(tookOver).isLessThan(Duration.ofMinutes(1));
            assertThat(opened(log, begun)).containsExactly(incident);
            var numbers = story(log, incident).stream()
                    .map(event -> event.incident().number())
                    .toList();
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
    }

    /// A process that does nothing until it goes on.
    private record StoppedProcess(ProcessHandle process) implements AutoCloseable {

        static StoppedProcess stop(ProcessHandle process) {
            signal("STOP", process);
            return new StoppedProcess(process);
        }

        void goOn() {
            signal("CONT", process);
        }

        @Override
        public void close() {
            goOn();
        }
    }

    /// The writer has its lock, and waits for a table that this test holds; then it is stopped, and the table let go.
    /// Either instance may be the writer.
    private static StoppedProcess stopWithinItsTransaction(
            Standalone tocsin, List<ProcessHandle> instances, Connection database) throws SQLException {
        database.setAutoCommit(false);
        execute(database, "lock table incident.outbox in share row exclusive mode");
        tocsin.breakCell("cache@na", "errors");
        var port = await("the writer waits in its transaction")
                .atMost(Duration.ofSeconds(60))
                .until(() -> portOfWhoWaits(database), found -> found > 0);
        var writer = StoppedProcess.stop(instances.stream()
                .filter(instance -> holds(instance, port))
                .findFirst()
                .orElseThrow());
        database.rollback();
        return writer;
    }

    /// Client port of the session that waits for the table; 0 if none does. Within a transaction PostgreSQL repeats
    /// the activity that it showed first, unless that is cleared.
    private static int portOfWhoWaits(Connection database) throws SQLException {
        execute(database, "select pg_stat_clear_snapshot()");
        try (var statement = database.createStatement();
                var row = statement.executeQuery("""
                        select coalesce(max(client_port), 0) from pg_stat_activity
                        where wait_event_type = 'Lock' and query like '%insert into outbox%'
                          and pid <> pg_backend_pid()""")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean holds(ProcessHandle process, int port) {
        return Standalone.run("ss", "--no-header", "--tcp", "--numeric", "--processes", "sport = :" + port)
                .output()
                .contains("pid=%d,".formatted(process.pid()));
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    /// As the role that the service has.
    private static Connection connect(ProcessHandle service) throws IOException, SQLException {
        var environment = Stream.of(Files.readString(Path.of("/proc", Long.toString(service.pid()), "environ"), UTF_8)
                        .split("\0"))
                .filter(entry -> entry.startsWith("QUARKUS_DATASOURCE_"))
                .map(entry -> entry.split("=", 2))
                .collect(toMap(entry -> entry[0], entry -> entry[1]));
        return DriverManager.getConnection(
                environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                environment.get("QUARKUS_DATASOURCE_USERNAME"),
                environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    }

    private static void signal(String name, ProcessHandle process) {
        var sent = Standalone.run("kill", "-" + name, Long.toString(process.pid()));
        assertThat(sent.exitCode()).as(sent.output()).isZero();
    }

    private static List<String> opened(Log log, Instant since) {
        return log.events(Topic.INCIDENT_EVENTS, Opened.class).stream()
                .filter(event -> event.time().isAfter(since))
                .map(IncidentEvent::key)
                .distinct()
                .toList();
    }

    /// Each event once: a number may come twice when an instance was stopped before it noted what it had sent.
    private static List<IncidentEvent> story(Log log, String incident) {
        return log.events(Topic.INCIDENT_EVENTS, IncidentEvent.class).stream()
                .filter(event -> event.key().equals(incident))
                .distinct()
                .toList();
    }
}
