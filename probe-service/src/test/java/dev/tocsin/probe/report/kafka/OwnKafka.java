package dev.tocsin.probe.report.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.probe.check.Answer;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.file.Spool;
import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.support.kafka.CloudEvents;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The place of a Kafka that the test starts and kills, and a spool in which an earlier probe left 100 events and,
/// in their midst, something that is none.
public final class OwnKafka implements QuarkusTestResourceLifecycleManager {

    static final int LEFT = 100;

    private static final List<Cell> CELLS = List.of(Cell.of("login@na"), Cell.of("api@na"), Cell.of("api@eu"));

    private final Path folder = folder();
    private final BrokerSettings settings =
            new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));

    private static Path folder() {
        try {
            return Files.createTempDirectory("own-kafka");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        var observation = new Observation("us-east", "us-east-1");
        try (var spool = Spool.open(folder.resolve("spool"), 1 << 26)) {
            for (var number = 0; number < LEFT; number++) {
                if (number == LEFT / 2) {
                    spool.append("no event".getBytes(UTF_8));
                }
                spool.append(CloudEvents.data(observation.of(
                        check(number, "0123456789ab"), Instant.EPOCH.plusSeconds(number), answer(number))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "kafka.bootstrap.servers", settings.bootstrapServers(),
                "tocsin.probe.spool.directory", folder.resolve("spool").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(settings, new TestInjector.MatchesType(BrokerSettings.class));
    }

    @Override
    public void stop() {}

    /// The one that tells events apart by their latency.
    static Answer answer(int number) {
        return new Answer(number, new Phases(null, null, null, null, null), Optional.empty());
    }

    /// @param definition as long as an event is to be
    static CheckDefined check(int number, String definition) {
        return new CheckDefined(
                1,
                Instant.EPOCH,
                "port",
                CELLS.get(number % CELLS.size()),
                FailingMeans.DOWN,
                new CheckTiming(1000, 900, 900, 3, 10_000),
                List.of("us-east"),
                definition,
                new Question.Tcp("login.example", 443));
    }
}
