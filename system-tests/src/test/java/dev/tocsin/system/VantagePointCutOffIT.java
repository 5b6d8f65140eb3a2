package dev.tocsin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.status.StatusChanged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// One vantage point of three is gone: nobody but the operators hears of it.
@SharesStandalone
class VantagePointCutOffIT {

    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String PROBE = "probe-ap-south";
    private static final String ALERT = "vantage-point/ap-south";

    @Test
    void itsProcessStopped(Standalone tocsin) {
        var probe = tocsin.process(PROBE).pid();

        assertNobodyButOperatorsHear(tocsin, () -> signal("STOP", probe), () -> signal("CONT", probe));
    }

    @Test
    @NeedsRoot("marking one process' packets wants the net_cls control group and iptables")
    void itsNetworkOnly(Standalone tocsin) throws IOException {
        var groups = mountControlGroups();
        var group = Files.createDirectory(groups.resolve("tocsin-cut-off"));
        try {
            var probe = tocsin.process(PROBE).pid();
            Files.writeString(group.resolve("net_cls.classid"), "0x70c51");
            succeeds("iptables", "-A", "OUTPUT", "-m", "cgroup", "--cgroup", "0x70c51", "-j", "DROP");

            assertNobodyButOperatorsHear(tocsin, () -> move(probe, group), () -> move(probe, groups));
        } finally {
            Standalone.run("iptables", "-D", "OUTPUT", "-m", "cgroup", "--cgroup", "0x70c51", "-j", "DROP");
            Standalone.run("rmdir", group.toString());
            Standalone.run("umount", groups.toString());
        }
    }

    private static void assertNobodyButOperatorsHear(Standalone tocsin, Runnable cut, Runnable mend) {
        var log = new Log(tocsin.kafka());
        var before = log.records(Topic.INCIDENT_EVENTS).size();
        var begun = Instant.now();

        cut.run();

        try {
            await("operators told")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(tocsin.operatorAlerts())
                            .filteredOn(alert -> alert.get("subject").asText().equals(ALERT))
                            .singleElement()
                            .satisfies(alert ->
                                    assertThat(alert.get("why").asText()).contains("ap-south")));
        } finally {
            mend.run();
        }
        await("alert cleared")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(tocsin.operatorAlerts())
                        .noneMatch(alert -> alert.get("subject").asText().equals(ALERT)));
        assertThat(log.events(Topic.STATUS_HISTORY, StatusChanged.class))
                .filteredOn(change -> change.time().isAfter(begun))
                .filteredOn(change -> change.verdict() != Verdict.UP)
                .isEmpty();
        assertThat(log.records(Topic.INCIDENT_EVENTS)).hasSize(before);
    }

    private static Path mountControlGroups() throws IOException {
        var groups = Files.createTempDirectory("net_cls");
        succeeds("mount", "-t", "cgroup", "-o", "net_cls", "none", groups.toString());
        return groups;
    }

    private static void move(long pid, Path group) {
        try {
            Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, long pid) {
        succeeds("kill", "-" + signal, Long.toString(pid));
    }

    private static void succeeds(String... command) {
        var done = Standalone.run(command);
        assertThat(done.exitCode()).as(done.output()).isZero();
    }
}
