package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `tocsin` on a small tree of its own, with a `mvn` that only notes that it was called.
class ScriptTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MAVEN = """
            #!/bin/sh
            echo built >> "$HOME/builds"
            echo "[INFO] Building Tocsin: standalone 0.1.0 [7/7]"
            for module in standalone benchmarks; do
              mkdir -p $module/target && touch $module/target/$module.jar
            done
            for service in probe incident notifier; do
              mkdir -p $service-service/target/quarkus-app && touch $service-service/target/quarkus-app/quarkus-run.jar
            done
            if [ -d reports ]; then
              mkdir -p contract/target/surefire-reports && cp reports/* contract/target/surefire-reports
            fi
            test ! -e broken
            """;

    @TempDir
    private Path home;

    private Path source;

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("../tocsin"), home.resolve("tocsin"));
        source = write("contract/src/main/java/Cell.java", "");
        write("contract/pom.xml", "");
        write("pom.xml", "");
        assertThat(write("bin/mvn", MAVEN).toFile().setExecutable(true)).isTrue();
        try (var files = Files.walk(home)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    @Test
    void buildsOnceAndThenOnlyWhatIsOlderThanItsSources() throws Exception {
        assertThat(tocsin("up")).contains("7 of 7  standalone");
        tocsin("up");
        assertThat(builds()).isEqualTo(1);

        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        tocsin("status");
        assertThat(builds()).isEqualTo(1);
        tocsin("up");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceWentAway() throws Exception {
        tocsin("up");

        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(5)));
        tocsin("up");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aFailedBuildShowsItsLogAndIsTriedAgain() throws Exception {
        write("broken", "");

        assertThat(tocsin("up")).contains("The build failed", "tocsin-build.log");
        tocsin("up");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void testsEndWithTheTenSlowestClasses() throws Exception {
        for (var seconds = 1; seconds <= 11; seconds++) {
            write("reports/TEST-Some%dTest.xml".formatted(seconds), """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <testsuite version="3.0.2" name="dev.tocsin.Some%dTest" time="%d.5" tests="1" errors="0">
                      <testcase name="another" classname="dev.tocsin.AnotherTest" time="99.0"/>
                    </testsuite>
                    """.formatted(seconds, seconds));
        }
        write("reports/TEST-OverAQuarterOfAnHourTest.xml", """
                <testsuite name="dev.tocsin.OverAQuarterOfAnHourTest" time="1,234.5" tests="1">
                </testsuite>
                """);

        var said = tocsin("test");

        assertThat(said.substring(said.indexOf("The slowest test classes:"))
                        .lines()
                        .toList())
                .hasSize(11)
                .contains("  1234.5 s  contract  dev.tocsin.OverAQuarterOfAnHourTest", Index.atIndex(1))
                .contains("    11.5 s  contract  dev.tocsin.Some11Test", Index.atIndex(2))
                .contains("     3.5 s  contract  dev.tocsin.Some3Test", Index.atIndex(10));
    }

    @Test
    void testsEndWithThoseThatFailedAndThoseThatPassedWhenRepeated() throws Exception {
        write("reports/TEST-SomeTest.xml", """
                <testsuite name="dev.tocsin.SomeTest" time="1.5" tests="3">
                  <testcase name="isGood" classname="dev.tocsin.SomeTest" time="0.5"/>
                  <testcase name="isLate" classname="dev.tocsin.SomeTest" time="0.5">
                    <flakyFailure message="expected: &lt;2>&#10; but was: &lt;1>" type="some.Error">
                  </testcase>
                  <testcase name="isBad" classname="dev.tocsin.SomeTest" time="0.5">
                    <failure message="it is wrong" type="some.Error"/>
                    <rerunFailure message="it is still wrong" type="some.Error"/>
                  </testcase>
                </testsuite>
                """);

        var said = tocsin("test");

        assertThat(said).endsWith("""

                The tests that failed, and passed when they were repeated:
                  dev.tocsin.SomeTest.isLate
                    expected: <2>

                The tests that failed:
                  dev.tocsin.SomeTest.isBad
                    it is wrong
                """);
    }

    private Path write(String name, String text) throws IOException {
        var file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("builds")).size();
    }

    private String tocsin(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(home.resolve("tocsin").toString(), command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", home.toString());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().remove("TOCSIN_BUILD");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
