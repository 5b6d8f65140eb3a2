package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the Dockerfile's own build is given: Maven reads the pom of every module, also of those that it does not build.
class ContainerBuildTest {

    private static final Path HOME = Path.of("..");

    @Test
    void eachModulesPomIsPartOfTheContext() throws IOException {
        var kept = Files.readAllLines(HOME.resolve(".dockerignore"));

        assertThat(modules())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(kept).containsAnyOf("!" + module, "!" + module + "/pom.xml"));
    }

    private static Iterable<String> modules() throws IOException {
        return Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(HOME.resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> module.group(1))
                .toList();
    }
}
