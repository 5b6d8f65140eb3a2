package dev.tocsin.incident.kafka;

import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Kafka for one test's service, which other tests do not see what it does to.
public final class BrokerOfItsOwn implements QuarkusTestResourceLifecycleManager {

    private static final Path FOLDER = Path.of(
            "target", "broker-of-its-own", Long.toString(ProcessHandle.current().pid()));

    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        var started = KafkaBroker.start(
                new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), FOLDER.resolve("kafka")),
                FOLDER.resolve("kafka.log"));
        broker = started;
        return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
    }

    @Override
    public void stop() {
        var running = broker;
        if (running != null) {
            running.close();
        }
    }
}
