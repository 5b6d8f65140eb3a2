package dev.tocsin.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;

class LoggingAsConfiguredTest {

    /// A program with a client of Kafka, and with the class path of the benchmarks.
    static final class Client {

        private Client() {}

        static void main() {
            LoggingAsConfigured.begin();
            IO.print(
                    Logger.getLogger("org.apache.kafka.clients").isLoggable(Level.TRACE)
                            ? "each line"
                            : "as configured");
        }
    }

    @Test
    void theLinesOfKafkasClientsAreNotKept() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Client.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("as configured");
    }
}
