package dev.tocsin.benchmarks.speed.kafka;

import dev.tocsin.stack.kafka.BrokerSettings;
import dev.tocsin.stack.kafka.KafkaBroker;
import dev.tocsin.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;

/// A real broker in a process of its own, with a folder that is deleted when it closes.
public final class TemporaryBroker implements AutoCloseable {

    private final Path folder;
    private final KafkaBroker broker;

    private TemporaryBroker(Path folder, KafkaBroker broker) {
        this.folder = folder;
        this.broker = broker;
    }

    public static TemporaryBroker start() throws IOException {
        var folder = Files.createTempDirectory("tocsin-bench");
        var settings = new BrokerSettings(Ports.LOOPBACK, Ports.free(), Ports.free(), folder.resolve("kafka"));
        return new TemporaryBroker(folder, KafkaBroker.start(settings, folder.resolve("kafka.log")));
    }

    public Path folder() {
        return folder;
    }

    public String bootstrap() {
        return broker.bootstrapServers();
    }

    public Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrap());
    }

    @Override
    public void close() throws IOException {
        broker.close();
        PathUtils.deleteDirectory(folder);
    }
}
