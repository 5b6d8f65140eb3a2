package dev.tocsin.incident.trust.snapshot.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.incident.trust.snapshot.Snapshot;
import dev.tocsin.incident.trust.snapshot.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFolderTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsOfTheSnapshotIsThereAndNothingElse() throws IOException {
        var snapshots = new SnapshotFolder(folder);
        snapshots.write(of("index.html", "incidents/old/index.html"));
        Files.writeString(folder.resolve("index.html.part"), "cut off by a kill");

        snapshots.write(of("index.html", "incidents/new/index.html", "snapshot.json"));

        assertThat(files()).containsExactly("incidents/new/index.html", "index.html", "snapshot.json");
    }

    @Test
    void aFileIsReplacedByAWholeOne() throws IOException {
        var snapshots = new SnapshotFolder(folder);
        snapshots.write(of("index.html"));

        snapshots.write(new Snapshot(validity(), new TreeMap<>(Map.of("index.html", "later".getBytes(UTF_8)))));

        assertThat(folder.resolve("index.html")).hasContent("later");
    }

    @Test
    void whatLeadsToAFileIsWrittenAfterIt() {
        var inOrder = of("index.html", "snapshot.json", "api/v2/status.json", "incidents/a/index.html")
                .inOrder();

        assertThat(inOrder.stream().map(Map.Entry::getKey))
                .containsExactly("api/v2/status.json", "incidents/a/index.html", "index.html", "snapshot.json");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaid() throws IOException {
        var occupied = Files.writeString(folder.resolve("occupied"), "a file");

        assertThatThrownBy(() -> new SnapshotFolder(occupied).write(of("index.html")))
                .isInstanceOf(IOException.class);
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Snapshot of(String... paths) {
        var files = new TreeMap<String, byte[]>();
        for (var path : paths) {
            files.put(path, path.getBytes(UTF_8));
        }
        return new Snapshot(validity(), files);
    }

    private static Validity validity() {
        return new Validity("content", Instant.EPOCH, null, Instant.EPOCH.plusSeconds(1));
    }
}
