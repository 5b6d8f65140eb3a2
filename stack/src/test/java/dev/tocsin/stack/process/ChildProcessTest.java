package dev.tocsin.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    @Test
    void aChildThatLogsIsWaitedForLongerThanItMayStandStill() {
        var child = shell("for step in 1 2 3 4 5 6; do echo $step; sleep 0.4; done; echo ready; exec sleep 60");

        child.awaitReady(PATIENCE, () -> log().contains("ready"));

        assertThat(child.isAlive()).isTrue();
        child.kill();
    }

    @Test
    void aChildThatComputesWithoutAWordIsWaitedForLongerThanItMayStandStill() {
        var child =
                shell("step=0; while [ $step -lt 3000000 ]; do step=$((step + 1)); done; echo ready; exec sleep 60");

        child.awaitReady(PATIENCE, () -> log().contains("ready"));

        assertThat(child.isAlive()).isTrue();
        child.kill();
    }

    @Test
    void aChildThatStandsStillIsKilledAndItsLogIsShown() {
        var child = shell("echo waits for a ship; exec sleep 60");

        assertThatThrownBy(() -> child.awaitReady(PATIENCE, () -> false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("was not ready, and made no progress for 1 s")
                .hasMessageContaining("waits for a ship");
        assertThat(child.isAlive()).isFalse();
    }

    private ChildProcess shell(String script) {
        return ChildProcess.start(
                new Launch("child", List.of("sh", "-c", script), Map.of(), folder.resolve("child.log")));
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("child.log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
