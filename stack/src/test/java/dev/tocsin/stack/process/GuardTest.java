package dev.tocsin.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.stack.SharedServices;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    @TempDir
    private Path folder;

    @Test
    void endsAllChildrenOfAStarterThatIsKilled() throws Exception {
        var starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new BufferedReader(new InputStreamReader(starter.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines().anyMatch(Starter.READY::equals)).isTrue();
        var children = starter.descendants().toList();
        assertThat(children).hasSizeGreaterThan(3);

        starter.destroyForcibly();

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void endsItsProcessCleanlyWhenTheInputCloses() {
        var launch = Launch.java(
                "sleeper",
                List.of(),
                System.getProperty("java.class.path"),
                Sleeper.class.getName(),
                List.of("one", "two"),
                folder.resolve("sleeper.log"));
        var child = ChildProcess.start(launch)
                .awaitReady(
                        Duration.ofSeconds(30),
                        () -> folder.resolve("sleeper.log").toFile().length() > 0);

        child.close();

        assertThat(folder.resolve("sleeper.log")).hasContent("sleeps: [one, two]\nwoken");
    }

    /// Starts Kafka and PostgreSQL and waits to be killed.
    public static final class Starter {

        static final String READY = "ready";

        private Starter() {}

        public static void main(String[] args) throws InterruptedException {
            SharedServices.bootstrapServers();
            SharedServices.jdbcUrl();
            System.out.println(READY);
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    /// Sleeps until it is told to end, and says that it went in order.
    public static final class Sleeper {

        private Sleeper() {}

        public static void main(String[] args) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("woken")));
            System.out.println("sleeps: " + List.of(args));
            Thread.sleep(Duration.ofMinutes(5));
        }
    }
}
