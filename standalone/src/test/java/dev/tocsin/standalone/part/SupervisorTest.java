package dev.tocsin.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.stack.process.ChildProcess;
import dev.tocsin.stack.process.Launch;
import dev.tocsin.stack.process.StartFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With real processes, which do nothing until their input closes.
class SupervisorTest {

    @TempDir
    private Path folder;

    private final List<ChildProcess> started = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final Listener listener = new Listener() {
        @Override
        public void ready(String part, Duration took, long pid) {
            heard.add(part + " ready");
        }

        @Override
        public void died(String part, String how, Duration pause) {
            heard.add(part + " " + how);
        }
    };

    private Part waiter(String name, String... needs) {
        return new Part(name, Set.of(needs), () -> {
            var launch = new Launch(name, List.of("cat"), Map.of(), folder.resolve(name + ".log"));
            var child = ChildProcess.start(launch);
            started.add(child);
            return child;
        });
    }

    private Supervisor supervisor(Part... parts) {
        return new Supervisor(List.of(parts), listener, InstantSource.system());
    }

    @Test
    void aPartStartsAfterWhatItNeedsAndStopsBeforeIt() {
        try (var supervisor = supervisor(waiter("probe", "broker"), waiter("broker"))) {
            supervisor.start();

            assertThat(heard).containsExactly("broker ready", "probe ready");
            assertThat(started).hasSize(2).allMatch(ChildProcess::isAlive);
        }
        assertThat(started).noneMatch(ChildProcess::isAlive);
    }

    @Test
    void aPartThatDiesIsStartedAgain() {
        try (var supervisor = supervisor(waiter("broker"))) {
            supervisor.start();

            started.getFirst().kill();

            await().untilAsserted(
                            () -> assertThat(heard).containsExactly("broker ready", "broker died", "broker ready"));
            assertThat(started.getLast().isAlive()).isTrue();
        }
    }

    @Test
    void aPartThatDoesNotComeUpEndsTheStart() {
        var broken = new Part("broker", Set.of(), () -> {
            throw new StartFailure("broker ended with status 1");
        });
        try (var supervisor = supervisor(broken, waiter("probe", "broker"))) {
            assertThatThrownBy(supervisor::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("status 1");
        }
        assertThat(started).isEmpty();
    }
}
