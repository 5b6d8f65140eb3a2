package dev.tocsin.benchmarks.notices.smtp;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.tocsin.benchmarks.notices.BareRound;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The mail client that sends the mails, in a loop and in a process of its own: the speed that a notifier without
/// bookkeeping would reach on this machine.
public final class BareMailClient {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private BareMailClient() {}

    /// @param mail a mail as it was received; the same mail is sent
    /// @param inFlight connections, each with one mail at a time
    /// @param options of its JVM
    public static List<BareRound> run(
            Path folder, int port, int mails, String mail, int inFlight, int rounds, List<String> options)
            throws IOException {
        var result = folder.resolve("bare.json");
        var all = new ArrayList<>(
                List.of("-XX:+UseSerialGC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        all.addAll(options);
        var launch = Launch.java(
                "bare-mail-client",
                all,
                System.getProperty("java.class.path"),
                BareMailClientMain.class.getName(),
                List.of(
                        Integer.toString(port),
                        Integer.toString(mails),
                        Integer.toString(inFlight),
                        Integer.toString(rounds),
                        Files.writeString(folder.resolve("bare-mail.eml"), mail).toString(),
                        result.toString()),
                folder.resolve("bare-mail-client.log"));
        ChildProcess.start(launch).awaitEnd(LIMIT);
        return Json.mapper().readValue(result.toFile(), new TypeReference<>() {});
    }
}
