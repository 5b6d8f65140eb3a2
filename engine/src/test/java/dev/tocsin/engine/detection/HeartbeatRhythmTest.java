package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.JobWatch.everyMinute;
import static dev.tocsin.engine.detection.JobWatch.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import org.junit.jupiter.api.Test;

/// The deadlines of a job after its rhythm was changed. Times are as in [HeartbeatTest].
class HeartbeatRhythmTest {

    @Test
    void aLongerRhythmCountsFromWhenItWasDefinedAndForgetsWhatWasMissedByTheOld() {
        var watch = everyMinute().until(10).succeeds().until(95);
        assertThat(watch.verdict()).isEqualTo(Verdict.DOWN);

        watch.defined(job(600, 20, null)).until(200);

        assertThat(watch.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(watch.succeeds().until(700).verdicts()).endsWith("UNKNOWN since 95 at 95", "UP since 200 at 200");
    }

    @Test
    void aShorterRhythmCountsFromWhenItWasDefined() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .until(50)
                .defined(job(20, 5, null))
                .until(74);

        assertThat(watch.verdict()).isEqualTo(Verdict.UP);
        assertThat(watch.until(75).verdicts()).endsWith("DOWN since 75 at 75");
    }

    @Test
    void byAnotherRhythmASilentJobIsNotKnownUntilItsNextDeadline() {
        var watch = everyMinute().until(10).succeeds().until(100).defined(job(30, 5, null));

        assertThat(watch.verdicts()).endsWith("DOWN since 90 at 90", "UNKNOWN since 100 at 100");
        assertThat(watch.last().reason())
                .isEqualTo("nightly: no report came since its schedule changed at 2006-04-11T12:01:40Z");
        assertThat(watch.until(140).verdicts()).endsWith("DOWN since 135 at 136");
    }

    @Test
    void theSameRhythmDefinedAgainChangesNothing() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .until(50)
                .defined(job(60, 20, null))
                .until(90);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "DOWN since 90 at 90");
    }
}
