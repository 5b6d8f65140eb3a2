package dev.tocsin.incident.catalog.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.incident.kafka.OwnBroker;
import dev.tocsin.support.kafka.Received.Tombstone;
import dev.tocsin.support.kafka.WriteResult;
import dev.tocsin.support.operator.OperatorAlerts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A catalog's file from its first version to its third, on a real broker.
@Execution(ExecutionMode.CONCURRENT)
class CatalogOnKafkaTest {

    private static final String CATALOG = """
            page: { name: Harbour CRM, url: "https://trust.harbour.example" }
            regions:
              na: { name: North America, at: [39.8, -98.6], customers: 20000 }
            vantage-points:
              us-east: { name: Virginia, at: [39.0, -77.5] }
            components:
              login: { name: Log in }
              cache: { name: Cache }
            checks:
              login-port: { of: login, tcp: { host: login.example, port: 443 } }
              cache-port: { of: cache, tcp: { host: cache.example, port: 6379 } }
            """;

    private final List<String> alerts = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void aFileBecomesVersionsAndAnInvalidOneChangesNothing() throws IOException {
        try (var broker = OwnBroker.start(folder)) {
            var file = Files.writeString(folder.resolve("catalog.yaml"), CATALOG);
            var watcher = watching(broker, file);

            patiently().untilAsserted(() -> assertThat(versions(broker)).containsExactly(1L));
            assertThat(broker.read(Topic.HEALTH_EVENTS, CellChecksDefined.class))
                    .extracting(CellChecksDefined::cell)
                    .contains(Cell.of("login@na"), Cell.of("cache@na"));

            replace(file, CATALOG.replace("Log in", "[not a name]"));
            patiently()
                    .untilAsserted(() -> assertThat(alerts)
                            .contains("raised catalog: The catalog file is not valid, so the published catalog stays: "
                                    + "line 7, column 18: components.login.name: must be text"));
            assertThat(versions(broker)).containsExactly(1L);

            var withoutCache =
                    CATALOG.lines().filter(line -> !line.contains("cache")).toList();
            replace(file, String.join("\n", withoutCache));
            patiently().untilAsserted(() -> assertThat(versions(broker)).containsExactly(1L, 2L));
            patiently().untilAsserted(() -> assertThat(alerts).last().asString().startsWith("cleared catalog"));
            assertThat(broker.read(Topic.CATALOG))
                    .contains(new Tombstone("component/cache"), new Tombstone("check/cache-port@na"));
            assertThat(broker.read(Topic.HEALTH_EVENTS, CellChecksDefined.class))
                    .anySatisfy(defined -> {
                        assertThat(defined.cell()).isEqualTo(Cell.of("cache@na"));
                        assertThat(defined.checks()).isEmpty();
                    });

            watcher.stop();
            watching(broker, file).stop();
            var again = watching(broker, file);
            replace(file, CATALOG);
            patiently().untilAsserted(() -> assertThat(versions(broker)).containsExactly(1L, 2L, 3L));
            again.stop();
        }
    }

    private CatalogWatcher watching(OwnBroker broker, Path file) {
        var operators = new Alerts();
        var watcher = new CatalogWatcher(
                new Settings(Optional.of(file)),
                new CatalogPublisher(broker.kafka(), checks -> write(broker, checks), Clock.systemUTC()),
                operators,
                Clock.systemUTC());
        Thread.ofPlatform().daemon().start(() -> watcher.watch(file));
        return watcher;
    }

    private static WriteResult write(OwnBroker broker, List<CellChecksDefined> checks) {
        broker.write(Topic.HEALTH_EVENTS, checks);
        return new WriteResult.Written();
    }

    /// As editors do it.
    private static void replace(Path file, String content) throws IOException {
        var beside = Files.writeString(file.resolveSibling("catalog.yaml~"), content);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Long> versions(OwnBroker broker) {
        return broker.read(Topic.CATALOG, CatalogVersionPublished.class).stream()
                .map(CatalogVersionPublished::version)
                .toList();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2));
    }

    private record Settings(Optional<Path> file) implements CatalogSettings {

        @Override
        public Duration reloadEvery() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration repeatChecksEvery() {
            return Duration.ofHours(24);
        }
    }

    private final class Alerts implements OperatorAlerts {

        @Override
        public void raise(String subject, String why) {
            alerts.add("raised %s: %s".formatted(subject, why));
        }

        @Override
        public void clear(String subject, String why) {
            alerts.add("cleared %s: %s".formatted(subject, why));
        }
    }
}
