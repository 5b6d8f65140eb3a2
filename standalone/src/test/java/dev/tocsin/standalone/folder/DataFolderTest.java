package dev.tocsin.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.standalone.Trouble;
import dev.tocsin.standalone.folder.RunFile.RunningPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path path;

    private DataFolder folder;

    @BeforeEach
    void prepare() {
        folder = DataFolder.of(path.resolve("data")).prepared();
    }

    @Test
    void oneRunAtATimeMayUseIt() throws IOException {
        try (var _ = folder.claim()) {
            assertThatThrownBy(folder::claim)
                    .isInstanceOf(Trouble.class)
                    .hasMessageContainingAll("in use", "./tocsin down --data " + folder.path());
        }
        folder.claim().close();
    }

    @Test
    void aFolderOfAnotherVersionIsRefused() throws IOException {
        Files.writeString(folder.path().resolve("tocsin-data"), "Tocsin data, format 2\n");

        assertThatThrownBy(folder::prepared).isInstanceOf(Trouble.class).hasMessageContaining("corrupt");
    }

    @Test
    void secretsAreMadeUpOnceAndOnlyForTheirOwner() throws IOException {
        var token = folder.secrets().operatorToken(Optional.empty());

        assertThat(token).matches("[0-9a-f]{64}");
        assertThat(folder.secrets().operatorToken(Optional.empty())).isEqualTo(token);
        assertThat(folder.secrets().password("incident"))
                .isNotEqualTo(folder.secrets().password("notifier"));
        for (var secret : List.of("operator-token", "secrets/incident-password")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.path().resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anOperatorTokenThatIsSetIsTheFoldersFromThenOn() {
        folder.secrets().operatorToken(Optional.of("a-token-of-my-own"));

        assertThat(folder.secrets().operatorToken(Optional.empty())).isEqualTo("a-token-of-my-own");
        assertThatThrownBy(() -> folder.secrets().operatorToken(Optional.of("short")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("16");
    }

    @Test
    void aRunIsReadBackWhileItsLauncherLives() {
        var part = new RunningPart("kafka", ProcessHandle.current().pid(), 9092, null, "kafka.log");
        RunFile.ofThisProcess(7, true, List.of())
                .with(part)
                .with(part)
                .readyAt(Instant.EPOCH)
                .write(folder);

        assertThat(RunFile.read(folder)).hasValueSatisfying(run -> {
            assertThat(run.portOffset()).isEqualTo(7);
            assertThat(run.parts()).containsExactly(part);
            assertThat(run.ready()).isEqualTo(Instant.EPOCH);
        });
    }

    @Test
    void aRunWhoseLauncherIsGoneIsNoMore() {
        new RunFile(ProcessHandle.current().pid(), Instant.EPOCH, null, 0, false, List.of(), List.of()).write(folder);

        assertThat(RunFile.read(folder)).isEmpty();
        assertThat(RunFile.readLast(folder)).isPresent();
    }

    @Test
    void aLogThatHasGrownTooLongIsSetAside() throws IOException {
        var writer = Files.newOutputStream(
                folder.log("kafka"), java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        try (writer) {
            writer.write("too long".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            new LogTrimmer(folder.logs(), 5).trim();
            writer.write("new".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        assertThat(folder.log("kafka")).hasContent("new");
        assertThat(folder.logs().resolve("kafka.log.1")).hasContent("too long");
    }
}
