package dev.tocsin.stack.kafka;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Guard;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.Pause;
import dev.tocsin.stack.process.Ports;
import dev.tocsin.stack.process.SharedClasses;
import dev.tocsin.stack.process.StartFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real Kafka broker (KRaft, one node) in a process of its own.
public final class KafkaBroker implements AutoCloseable {

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration UNLOCK_LIMIT = Duration.ofSeconds(30);

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
    /// @throws StartFailure when it does not come up
    public static KafkaBroker start(BrokerSettings settings, Path log) {
        try {
            write(settings);
            awaitUnlocked(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's data folder cannot be used: " + settings.data(), e);
        }
        Ports.demandFree(settings.port(), "Kafka");
        Ports.demandFree(settings.controllerPort(), "Kafka's controller");
        var classPath = classPath();
        var options = new ArrayList<>(OPTIONS);
        options.addAll(
                SharedClasses.options(classPath, Path.of(Guard.classPath()).resolveSibling("kafka.jsa")));
        var launch = Launch.java(
                "kafka",
                options,
                classPath,
                BrokerMain.class.getName(),
                List.of(settings.file().toString(), settings.records().toString()),
                log);
        try {
            var process = ChildProcess.start(launch).awaitReady(START_PATIENCE, () -> Ports.accepts(settings.port()));
            return new KafkaBroker(settings, process);
        } catch (StartFailure e) {
            throw e.withData(settings.data());
        }
    }

    /// The class path of this process without Quarkus, which would take over the broker's logging.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !new File(entry).getName().startsWith("quarkus-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void write(BrokerSettings settings) throws IOException {
        Files.createDirectories(settings.records());
        try (var out = Files.newBufferedWriter(settings.file())) {
            settings.toProperties().store(out, null);
        }
    }

    /// An earlier broker, whose starter was killed, needs a short time to end.
    private static void awaitUnlocked(BrokerSettings settings) throws IOException {
        var end = Instant.now().plus(UNLOCK_LIMIT);
        while (isLocked(settings.lock())) {
            if (Instant.now().isAfter(end)) {
                throw new StartFailure("Another broker uses the data folder " + settings.data());
            }
            Pause.shortly();
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        try (var channel = FileChannel.open(file, CREATE, WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
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
