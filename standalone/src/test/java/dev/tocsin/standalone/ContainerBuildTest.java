package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the Dockerfile's own build is given: Maven reads the pom of every module, also of those that it does not
/// build.
class ContainerBuildTest {

    private static final Path HOME = Path.of("..");

    @Test
    void eachModulesPomIsPartOfTheContext() throws IOException {
        var kept = Files.readAllLines(HOME.resolve(".dockerignore"));

        assertThat(modules())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(kept).containsAnyOf("!" + module, "!" + module + "/pom.xml"));
    }

    /// A kubelet or Prometheus asks from outside the container.
    @ParameterizedTest
    @CsvSource({"incident, 9080", "notifier, 9082", "probe, 9081"})
    void healthAndMetricsOfEachServiceAreReachedFromOutsideItsContainer(String service, String port)
            throws IOException {
        var stage = Files.readString(HOME.resolve("Dockerfile"))
                .split("AS %s\\n".formatted(service), 2)[1]
                .split("\\nFROM ", 2)[0];

        assertThat(stage).contains("QUARKUS_MANAGEMENT_HOST=0.0.0.0");
        assertThat(stage.lines()).anyMatch(line -> line.startsWith("EXPOSE ") && line.endsWith(" " + port));
    }

    private static Iterable<String> modules() throws IOException {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(HOME.resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> module.group(1))
                .toList();
    }
}
