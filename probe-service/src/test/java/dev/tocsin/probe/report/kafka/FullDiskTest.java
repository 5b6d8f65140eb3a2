package dev.tocsin.probe.report.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.kafka.Received;
import dev.tocsin.support.kafka.TopicFollower;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A probe whose spool lies on a disk of 64 kB that others filled. Only root may mount one; else the test is skipped.
@QuarkusTest
@WithTestResource(value = TocsinStack.class, initArgs = @ResourceArg(name = "needs", value = "kafka"))
@WithTestResource(FullDiskTest.Disk.class)
class FullDiskTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int EVENTS = 2000;

    @Inject
    Reporter reporter;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka = "";

    @ConfigProperty(name = "tocsin.probe.spool.directory")
    @Nullable
    Path directory;

    @TestHTTPResource(value = "/health/ready", management = true)
    @Nullable
    URI ready;

    /// Of events of 1970, which no check of the catalog gives.
    private final Set<Double> arrived = ConcurrentHashMap.newKeySet();

    @Test
    void everythingIsSentFromMemoryAndItIsSaid() throws IOException {
        assumeTrue(Disk.isMounted);
        var junk = Objects.requireNonNull(directory).resolve("of-others");
        fill(junk);
        var follower =
                new TopicFollower(Map.of("bootstrap.servers", kafka), List.of(Topic.HEALTH_EVENTS), (_, received) -> {
                    if (received instanceof Received.Known(HealthObserved event, var _, var _)
                            && event.time().isBefore(Instant.EPOCH.plusSeconds(EVENTS))) {
                        arrived.add(event.latencyMillis());
                    }
                });
        follower.start();

        for (var number = 0; number < EVENTS; number++) {
            reporter.report(
                    OwnKafka.check(number, "0123456789ab"), Instant.EPOCH.plusSeconds(number), OwnKafka.answer(number));
        }

        await().atMost(LONG).until(() -> reporter.waiting() == 0);
        await().atMost(LONG).untilAsserted(() -> assertThat(arrived).hasSize(EVENTS));
        assertThat(reporter.dropped()).isZero();
        assertThat(reporter.diskTrouble())
                .hasValueSatisfying(why -> assertThat(why).contains("No space left"));
        await().atMost(LONG)
                .untilAsserted(() -> RestAssured.get(Objects.requireNonNull(ready))
                        .then()
                        .statusCode(200)
                        .body(containsString("No space left")));

        Files.delete(junk);
        await().atMost(LONG).until(() -> {
            reporter.report(OwnKafka.check(0, "0123456789ab"), Instant.EPOCH, OwnKafka.answer(0));
            return reporter.diskTrouble().isEmpty();
        });
        await().atMost(LONG).until(() -> reporter.waiting() == 0);
        follower.close();
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    public static final class Disk implements QuarkusTestResourceLifecycleManager {

        static volatile boolean isMounted;

        private @Nullable Path directory;

        @Override
        public Map<String, String> start() {
            try {
                directory = Files.createTempDirectory("full-disk");
                isMounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory.toString()) == 0;
                return Map.of("tocsin.probe.spool.directory", directory.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void stop() {
            if (isMounted && directory != null) {
                try {
                    run("umount", "--lazy", directory.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private static int run(String... command) throws IOException {
            return new ProcessBuilder(command)
                    .inheritIO()
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        }
    }
}
