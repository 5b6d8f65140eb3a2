package dev.tocsin.incident.kafka;

import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Kafka for one test's service, which other tests do not see what it does to.
public final class BrokerOfItsOwn implements QuarkusTestResourceLifecycleManager {

    private @Nullable KafkaBroker broker;

    @Override
    public Map<String, String> start() {
        var folder = folder();
        var started = KafkaBroker.start(
                new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka")),
                folder.resolve("kafka.log"));
        broker = started;
        return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker-of-its-own");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        var running = broker;
        if (running != null) {
            running.close();
        }
    }
}
