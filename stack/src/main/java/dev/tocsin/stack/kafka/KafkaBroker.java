package dev.tocsin.stack.kafka;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A real Kafka broker (KRaft, one node) in a process of its own.
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-Xms64m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dlogging.configuration=" + KafkaBroker.class.getResource("logging.properties"));

    private final BrokerSettings settings;
    private final ChildProcess process;

    private KafkaBroker(BrokerSettings settings, ChildProcess process) {
        this.settings = settings;
        this.process = process;
    }

    /// Starts a broker on the data that its folder holds, and waits until it serves.
    ///
    /// @throws dev.tocsin.stack.process.StartFailure when it does not come up
    public static KafkaBroker start(BrokerSettings settings, Path log) {
        write(settings);
        var launch = Launch.java(
                "kafka",
                OPTIONS,
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                List.of(settings.file().toString(), settings.records().toString()),
                log);
        var process = ChildProcess.start(launch).awaitReady(START_LIMIT, () -> Ports.accepts(settings.port()));
        return new KafkaBroker(settings, process);
    }

    private static void write(BrokerSettings settings) {
        try {
            Files.createDirectories(settings.records());
            try (var out = Files.newBufferedWriter(settings.file())) {
                settings.toProperties().store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's data folder cannot be written to: " + settings.data(), e);
        }
    }

    public BrokerSettings settings() {
        return settings;
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    public ChildProcess process() {
        return process;
    }

    /// Signal 9.
    public void kill() {
        process.kill();
    }

    /// A clean stop.
    @Override
    public void close() {
        process.close();
    }
}
