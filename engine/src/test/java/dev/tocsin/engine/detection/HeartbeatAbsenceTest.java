package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.JobWatch.everyMinute;
import static dev.tocsin.engine.detection.JobWatch.everyMinuteForHalfAMinute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import org.junit.jupiter.api.Test;

/// What the silence of a job means when Tocsin was away or blind meanwhile. Times are as in [HeartbeatTest].
class HeartbeatAbsenceTest {

    @Test
    void silenceWhileTocsinWasAwayIsUnknownUntilTheNextReportWasDue() {
        var watch = everyMinute().until(10).succeeds().until(40).away(95);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "UNKNOWN since 90 at 95");
        assertThat(watch.last().reason()).contains("Tocsin was not receiving");

        watch.until(180);

        assertThat(watch.verdicts()).endsWith("DOWN since 175 at 175");
    }

    @Test
    void aReportAfterwardsIsUp() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .until(40)
                .away(95)
                .until(120)
                .succeeds()
                .until(190);

        assertThat(watch.verdicts())
                .containsExactly("UP since 10 at 10", "UNKNOWN since 90 at 95", "UP since 120 at 120");
    }

    @Test
    void awayBeforeTheDeadlineCountsToo() {
        var watch = everyMinute().until(10).succeeds().until(20).away(40).until(119);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "UNKNOWN since 90 at 90");
        assertThat(watch.until(120).verdicts()).endsWith("DOWN since 120 at 120");
    }

    @Test
    void awayBeforeTheLastReportDoesNotMatter() {
        var watch = everyMinute().until(10).away(40).succeeds().until(120);

        assertThat(watch.verdicts()).containsExactly("UP since 40 at 40", "DOWN since 120 at 120");
    }

    @Test
    void aFewSecondsWithoutATickAreNotAway() {
        var watch = everyMinute().until(10).succeeds().until(20).away(29).until(90);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "DOWN since 90 at 90");
    }

    @Test
    void whatIsDownStaysDownWhileTocsinIsAway() {
        var watch = everyMinute().until(10).fails().until(20).away(500);

        assertThat(watch.verdicts()).containsExactly("DOWN since 10 at 10");
    }

    @Test
    void silenceWhileBlindIsUnknown() {
        var watch = everyMinute().until(10).succeeds().until(50).blind().until(200);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "UNKNOWN since 90 at 90");

        watch.seeing().until(279);

        assertThat(watch.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.until(280).verdicts()).endsWith("DOWN since 280 at 280");
    }

    @Test
    void reportsCountWhileBlind() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .until(50)
                .blind()
                .until(120)
                .succeeds()
                .until(130)
                .fails();

        assertThat(watch.verdicts())
                .containsExactly(
                        "UP since 10 at 10", "UNKNOWN since 90 at 90", "UP since 120 at 120", "DOWN since 130 at 130");
    }

    @Test
    void aRunWhoseEndMayHaveBeenMissedIsForgottenWithTheNextStart() {
        var watch = everyMinuteForHalfAMinute()
                .until(10)
                .succeeds()
                .until(20)
                .starts()
                .until(25)
                .away(45)
                .starts()
                .until(74);

        assertThat(watch.verdict()).isEqualTo(Verdict.UP);
        assertThat(watch.until(75).verdicts()).containsExactly("UP since 10 at 10", "DOWN since 75 at 75");
    }
}
