package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A second process of a service beside the one that `./tocsin up` started: the same command and environment, but
/// ports of its own. Ends with its standard input.
final class SecondInstance implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final int port;

    private SecondInstance(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param part such as `incident-service`
    /// @param port where it serves; its management port is the next one
    static SecondInstance start(Standalone tocsin, String part, int port) throws IOException {
        var folder = Path.of("/proc", Long.toString(tocsin.process(part).pid()));
        var builder = new ProcessBuilder(entries(folder.resolve("cmdline")));
        var environment = builder.environment();
        environment.clear();
        for (var entry : entries(folder.resolve("environ"))) {
            var equals = entry.indexOf('=');
            environment.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port + 1));
        environment.remove("TOCSIN_SNAPSHOT_FOLDER");
        var log = tocsin.data().resolve(part + "-2.log").toFile();
        var process = builder.directory(
                        Files.readSymbolicLink(folder.resolve("cwd")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        var instance = new SecondInstance(process, port);
        instance.awaitReady(tocsin, log);
        return instance;
    }

    private void awaitReady(Standalone tocsin, File log) {
        var ready = URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port + 1));
        await("ready; its log is " + log)
                .atMost(START)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                tocsin.send(HttpRequest.newBuilder(ready)).statusCode())
                        .isEqualTo(200));
    }

    private static List<String> entries(Path file) throws IOException {
        return Arrays.stream(Files.readString(file, UTF_8).split("\0"))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        await("the second instance ends").atMost(Duration.ofSeconds(90)).until(() -> !process.isAlive());
    }
}
