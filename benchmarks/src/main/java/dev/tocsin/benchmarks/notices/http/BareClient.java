package dev.tocsin.benchmarks.notices.http;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.benchmarks.notices.Endpoints;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The HTTP client that sends the webhooks, in a loop and in a process of its own: the speed that a notifier without
/// bookkeeping would reach on this machine.
public final class BareClient {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private BareClient() {}

    /// @param body of each request
    /// @param inFlight requests at a time
    /// @param options of its JVM
    public static List<BareRound> run(
            Path folder, Endpoints endpoints, String body, int inFlight, int rounds, List<String> options)
            throws IOException {
        var request = Files.writeString(folder.resolve("bare-request.json"), body);
        var result = folder.resolve("bare.json");
        var all = new ArrayList<>(
                List.of("-XX:+UseSerialGC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        all.addAll(options);
        var launch = Launch.java(
                "bare-client",
                all,
                System.getProperty("java.class.path"),
                BareClientMain.class.getName(),
                List.of(
                        Integer.toString(endpoints.port()),
                        Integer.toString(endpoints.hosts()),
                        Integer.toString(endpoints.subscribers()),
                        Integer.toString(inFlight),
                        Integer.toString(rounds),
                        request.toString(),
                        result.toString()),
                folder.resolve("bare-client.log"));
        ChildProcess.start(launch).awaitEnd(LIMIT);
        return Json.mapper().readValue(result.toFile(), new TypeReference<>() {});
    }
}
