package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.standalone.folder.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TocsinTest {

    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder;

    private int tocsin(String... arguments) {
        return Tocsin.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upp",
                "up --fats",
                "break cache@na",
                "break --how slow",
                "logs",
                "up --port-offset many",
                "uptime --month March",
                "demo --history --days 91",
                "demo --detach"
            })
    void whatIsTypedWronglyIsAnsweredWithTwo(String typed) {
        assertThat(tocsin(typed.split(" "))).isEqualTo(2);
    }

    @Test
    void anUnknownWayToBreakIsAnsweredWithTheKnownOnes() {
        assertThat(tocsin("break", "cache@na", "--how", "gently")).isEqualTo(2);
        assertThat(said.toString()).contains("errors, timeout, refuse, slow");
    }

    @Test
    void nothingRunsOnAnEmptyFolder() {
        assertThat(tocsin("status", "--data", folder.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("No run uses", folder.toString(), "./tocsin up");
        assertThat(tocsin("down", "--data", folder.toString())).isZero();
        assertThat(tocsin("uptime", "--data", folder.toString())).isEqualTo(1);
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "To be or not to be");

        assertThat(tocsin("up", "--data", folder.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("not a data folder", "--data");
        assertThat(folder).isDirectoryContaining("glob:**/thesis.txt").isDirectoryNotContaining("glob:**/tocsin-data");
    }

    @Test
    void aHistoryGoesOnlyIntoAnEmptyFolder() throws IOException {
        var data = DataFolder.of(folder).prepared();
        Files.createDirectories(data.kafka());

        assertThat(tocsin("demo", "--history", "--data", folder.toString(), "--port-offset", "17000"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("already contains a run", "--data");
        assertThat(data.kafka()).exists();
    }

    @Test
    void halfAHistoryIsNotGoneOnWith() throws IOException {
        Files.writeString(DataFolder.of(folder).prepared().unfinishedHistory(), "");

        assertThat(tocsin("up", "--data", folder.toString(), "--port-offset", "17000"))
                .isEqualTo(1);
        assertThat(said.toString()).contains("an unfinished history", "./tocsin demo --history");
    }

    @Test
    void aCatalogThatIsNotThereIsNamed() {
        var catalog = folder.resolve("catalog.yaml").toString();

        assertThat(tocsin("up", "--data", folder.toString(), "--catalog", catalog))
                .isEqualTo(1);
        assertThat(said.toString()).contains(catalog);
    }

    @Test
    void anUnknownLogIsAnsweredWithTheKnownOnes() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/kafka.log"), "started\n");

        assertThat(tocsin("logs", "kafak", "--data", folder.toString())).isEqualTo(1);
        assertThat(said.toString()).contains("kafka");
        assertThat(tocsin("logs", "../../etc/passwd", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(tocsin("logs", "kafka", "--data", folder.toString())).isZero();
    }
}
