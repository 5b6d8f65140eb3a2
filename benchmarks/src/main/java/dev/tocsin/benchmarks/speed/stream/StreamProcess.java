package dev.tocsin.benchmarks.speed.stream;

import dev.tocsin.benchmarks.speed.Measured;
import dev.tocsin.benchmarks.speed.QuietLog;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process in which one thread of Kafka Streams reads the log, with the garbage collector of the images.
public record StreamProcess(String bootstrap, Path folder, QuietLog log, String heap) {

    private static final Duration LIMIT = Duration.ofMinutes(6);

    public Measured detection(boolean profile) throws IOException {
        return run("detection", profile);
    }

    /// The least that a topology can do.
    public Measured bare() throws IOException {
        return run("bare", false);
    }

    /// The JVM options of the service's image, with the same logging.
    static List<String> options(String heap) {
        return List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dlogging.configuration=" + StreamProcess.class.getResource("logging.properties"));
    }

    private Measured run(String what, boolean profile) throws IOException {
        var own = Files.createDirectories(folder.resolve(what));
        var arguments = List.of(
                what,
                bootstrap,
                own.toString(),
                Integer.toString(log.cells()),
                Long.toString(log.healthEvents()),
                Boolean.toString(profile));
        var launch = Launch.java(
                what,
                options(heap),
                System.getProperty("java.class.path"),
                StreamMain.class.getName(),
                arguments,
                own.resolve("log"));
        ChildProcess.start(launch).awaitEnd(LIMIT);
        return Json.mapper().readValue(own.resolve("measured.json").toFile(), Measured.class);
    }
}
