package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample product's image holds only some of the launcher's jars: those must be all that it needs.
@StartsStandalone
class SampleImageIT {

    private static final int OFFSET = FastStandalone.PORT_OFFSET + 500;
    private static final Pattern COPIED = Pattern.compile("/tocsin/(standalone/target/\\S+\\.jar)");

    @Test
    void itsJarsAreEnoughToBreakAndHealACell(@TempDir Path image) throws Exception {
        for (var jar : jars()) {
            var target = image.resolve(jar.getFileName().toString().equals("standalone.jar") ? "" : "lib");
            Files.createDirectories(target);
            Files.copy(jar, target.resolve(jar.getFileName()));
        }
        var product = product(image);
        try {
            await("the sample product")
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(post("heal", "{}")).isEqualTo(200));

            assertThat(post("break", "{\"how\": \"errors\"}")).isEqualTo(200);
            assertThat(post("heal", "{}")).isEqualTo(200);
        } finally {
            product.destroyForcibly().waitFor();
        }
    }

    /// What the Dockerfile copies into it.
    private static List<Path> jars() throws IOException {
        var stage = Files.readString(Standalone.HOME.resolve("Dockerfile")).split("AS sample\\n", 2)[1];
        var jars = new ArrayList<Path>();
        for (var pattern :
                COPIED.matcher(stage).results().map(copied -> copied.group(1)).toList()) {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + Standalone.HOME.resolve(pattern));
            try (var files = Files.list(Standalone.HOME.resolve(pattern).getParent())) {
                jars.addAll(files.filter(matcher::matches).toList());
            }
        }
        return jars;
    }

    private static Process product(Path image) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        "standalone.jar",
                        "dev.tocsin.standalone.sample.SampleProductMain")
                .directory(image.toFile())
                .redirectErrorStream(true)
                .redirectOutput(image.resolve("log").toFile());
        builder.environment().put("TOCSIN_SAMPLE_CONTROL_PORT", "" + (8090 + OFFSET));
        builder.environment().put("TOCSIN_SAMPLE_FIRST_CELL_PORT", "" + (8100 + OFFSET));
        builder.environment().put("TOCSIN_SAMPLE_TARGET_PORTS", (8091 + OFFSET) + "," + (8092 + OFFSET));
        return builder.start();
    }

    private static int post(String what, String body) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:%d/cells/cache%%40na/%s".formatted(8090 + OFFSET, what)))
                                    .timeout(Duration.ofSeconds(5))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(body, UTF_8))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
