package dev.tocsin.benchmarks.replay.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.Workbench;
import dev.tocsin.benchmarks.replay.file.RecordingWriter;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.CellChecksDefined;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path recording = Path.of("");
    private Path catalog = Path.of("");
    private Path withoutCatalog = Path.of("");

    @BeforeEach
    void record() throws IOException {
        var world = Shape.BAD_CHANGE_REVERTED.world(13);
        recording = folder.resolve("recording.jsonl.gz");
        withoutCatalog = folder.resolve("without.jsonl");
        catalog = Files.writeString(folder.resolve("catalog.yaml"), world.yaml());
        try (var whole = RecordingWriter.create(recording);
                var rest = RecordingWriter.create(withoutCatalog)) {
            Simulation.play(world, recorded -> {
                whole.write(recorded);
                if (recorded.topic() != Topic.CATALOG && !(recorded.event() instanceof CellChecksDefined)) {
                    rest.write(recorded);
                }
            });
        }
    }

    @Test
    void aReplayTellsWhatOpened() {
        assertThat(replay(recording.toString())).isZero();

        assertThat(out.toString())
                .contains("incidents: 1, outages: 1")
                .contains("mailer@apac, mobile@apac")
                .contains("openings 1, updates 0, closings 1");
    }

    @Test
    void allThatWasFoundIsWrittenAsJsonLines() throws IOException {
        var json = folder.resolve("found.jsonl");

        replay(recording.toString(), "--json", json.toString());

        assertThat(Files.readAllLines(json))
                .map(line -> Json.mapper().readTree(line).get("is").textValue())
                .contains("status-change", "incident", "notice");
    }

    @Test
    void twoSettingsAreCompared() {
        assertThat(replay(
                        recording.toString(),
                        "--set",
                        "checks.confirmations=10",
                        "--against",
                        "checks.confirmations=2"))
                .isZero();

        assertThat(out.toString())
                .containsPattern("(?m)^ +checks.confirmations=10 +checks.confirmations=2$")
                .containsPattern("(?m)^incidents +1 +1$")
                .containsPattern("(?m)^minutes to detect, median");
    }

    @Test
    void anotherCatalogHoldsInstead() {
        assertThat(replay(withoutCatalog.toString(), "--catalog", catalog.toString()))
                .isZero();

        assertThat(out.toString()).contains("incidents: 1, outages: 1");
    }

    @Test
    void aRecordingWithoutCatalogSaysWhatToDo() {
        assertThat(replay(withoutCatalog.toString())).isOne();

        assertThat(err.toString()).contains("has no catalog; name one with --catalog FILE.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            correlation.open-hold      | is not of the form key=value
            correlation.open-hol=3s    | the settings are checks.confirmations
            correlation.open-hold=soon | must be a duration such as 500ms, 20s, 5m or 1h, not "soon"
            checks.confirmations=3s    | must be a number, not "3s"
            checks.timeout=3s          | there is no setting "checks.timeout"
            """)
    void aBadSettingSaysWhatWouldBeRight(String setting, String problem) {
        assertThat(replay(recording.toString(), "--set", setting)).isEqualTo(2);

        assertThat(err.toString()).contains(problem);
    }

    @Test
    void aBadCatalogIsToldWithItsLines() throws IOException {
        Files.writeString(catalog, "page: { name: 7 }\nregons: {}\n");

        assertThat(replay(recording.toString(), "--catalog", catalog.toString()))
                .isOne();

        assertThat(err.toString()).contains("cannot be used").contains("line 2");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(replay("none.jsonl")).isOne();

        assertThat(err.toString()).contains("There is no recording none.jsonl that can be read.");
    }

    private int replay(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Workbench.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
