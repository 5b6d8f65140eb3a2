package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.JobWatch.BACKUP;
import static dev.tocsin.engine.detection.JobWatch.everyMinute;
import static dev.tocsin.engine.detection.JobWatch.everyMinuteForHalfAMinute;
import static dev.tocsin.engine.detection.JobWatch.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.RunStarted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the reports of a job, and their absence, say of it.
///
/// Times are seconds from noon, when the job was defined: it reports every 60 s, 20 s late at most.
class HeartbeatTest {

    @Test
    void aJobIsNotKnownBeforeItsFirstReportAndUpWithIt() {
        var watch = everyMinute().until(50);

        assertThat(watch.verdict()).isNull();

        watch.succeeds();

        assertThat(watch.verdicts()).containsExactly("UP since 50 at 50");
        assertThat(watch.last().marks()).isEmpty();
        assertThat(watch.last().votes()).singleElement().satisfies(vote -> {
            assertThat(vote.vantagePoint()).isEqualTo("heartbeat");
            assertThat(vote.vote()).isEqualTo(Vote.UP);
        });
    }

    @Test
    void aJobThatNeverReportsIsDownAtItsFirstDeadline() {
        assertThat(everyMinute().until(100).verdicts()).containsExactly("DOWN since 80 at 80");
    }

    @Test
    void silenceIsDownAtTheDeadlineAndAReportEndsIt() {
        var watch = everyMinute().until(10).succeeds().until(100).succeeds();

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "DOWN since 90 at 90", "UP since 100 at 100");
    }

    @Test
    void whyItIsDownIsSaid() {
        var watch = everyMinute().until(10).succeeds().until(100);

        assertThat(watch.last().reason())
                .isEqualTo("nightly: nothing was reported since 2006-04-11T12:00:10Z; a report is due every PT1M, "
                        + "at most PT20S late");
        assertThat(watch.last().votes())
                .singleElement()
                .satisfies(vote -> assertThat(vote.error()).isEqualTo(ErrorKind.MISSED));

        watch.succeeds().fails();

        assertThat(watch.last().reason())
                .isEqualTo("nightly: the job reported a failure at 2006-04-11T12:01:40Z: disk full");
    }

    @Test
    void aReportInTheGraceIsInTime() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .until(89)
                .succeeds()
                .until(168)
                .succeeds();

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10");
    }

    @Test
    void aRepeatedReportChangesNothing() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .succeeds()
                .until(40)
                .succeeds()
                .succeeds()
                .until(119);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10");
        assertThat(watch.reception()).isEqualTo(Reception.COUNTED);
    }

    @Test
    void aFailureIsDownAtOnceAndOneSuccessEndsIt() {
        var watch = everyMinute()
                .until(10)
                .succeeds()
                .until(20)
                .fails()
                .until(30)
                .fails()
                .until(40)
                .succeeds();

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "DOWN since 20 at 20", "UP since 40 at 40");
    }

    @Test
    void manyFailuresAreNoBrownOut() {
        var watch = everyMinute();
        for (var second = 10; second < 100; second += 10) {
            watch.until(second).fails();
        }

        assertThat(watch.until(100).succeeds().verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void aRunThatDoesNotEndInTimeIsDown() {
        var watch = everyMinuteForHalfAMinute()
                .until(10)
                .succeeds()
                .until(60)
                .starts()
                .until(95);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "DOWN since 90 at 90");
        assertThat(watch.last().votes().getFirst().error()).isEqualTo(ErrorKind.OVERRUN);
        assertThat(watch.last().reason())
                .isEqualTo("nightly: the run that started at 2006-04-11T12:01:00Z has not ended within PT30S");
    }

    @Test
    void aRunThatBeganInTimeMayEndLater() {
        var watch = everyMinuteForHalfAMinute()
                .until(10)
                .succeeds()
                .until(88)
                .starts()
                .until(110)
                .succeeds()
                .until(180);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10");
    }

    @Test
    void startsAloneNeverMakeAJobUpNorKeepItUp() {
        var watch = everyMinute()
                .until(10)
                .starts()
                .until(70)
                .starts()
                .until(78)
                .starts()
                .until(85);

        assertThat(watch.verdicts()).containsExactly("DOWN since 80 at 80");

        watch.starts();

        assertThat(watch.verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void aJobThatStartsOverAndOverAndNeverEndsIsDown() {
        var watch = everyMinuteForHalfAMinute().until(10).succeeds();
        for (var second = 20; second < 80; second += 10) {
            watch.until(second).starts();
        }

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10", "DOWN since 50 at 50");
    }

    @Test
    void reportsCountByTheBrokersTimeWhateverOtherClocksSay() {
        var watch = everyMinute()
                .until(10)
                .succeedsByAClockThatIsOffBy(-86_400)
                .until(70)
                .succeedsByAClockThatIsOffBy(86_400)
                .until(149);

        assertThat(watch.verdicts()).containsExactly("UP since 10 at 10");
        assertThat(watch.until(150).verdict()).isEqualTo(Verdict.DOWN);
    }

    @Test
    void whoIsNotTheJobCannotReportForIt() {
        var watch = everyMinute().until(10).succeeds().until(20);

        watch.take(new HealthObserved(
                "nightly", BACKUP, "us-east", "p1", Outcome.FAIL, JobWatch.at(20), 1, null, null, null, null));

        assertThat(watch.reception()).isEqualTo(Reception.UNKNOWN_VANTAGE_POINT);
        assertThat(watch.verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void aStartOfAnotherKindOfCheckIsPutAside() {
        var watch = Watching.loginPage();

        watch.take(Watching.at(1), new RunStarted(Watching.PAGE, Watching.LOGIN, Watching.at(1)));

        assertThat(watch.reception()).isEqualTo(Reception.UNKNOWN_CHECK);
    }

    @Test
    void jobsSayNothingOfWhetherProbesAreSeen() {
        var detection = new Detection(new PartitionMemory(3));
        detection.take(JobWatch.at(0), new CellChecksDefined(BACKUP, 1, JobWatch.at(0), List.of(job(10, 0, null))));
        var counts = new ArrayList<AgreementCounted>();
        for (var second = 2; second < 40; second += 2) {
            var found = detection.take(JobWatch.at(second), JobWatch.ended(Outcome.PASS, JobWatch.at(second)));
            if (found.counted() != null) {
                counts.add(found.counted());
            }
        }

        assertThat(counts).isNotEmpty().allSatisfy(counted -> {
            assertThat(counted.answered()).isZero();
            assertThat(counted.expected()).isZero();
        });
    }
}
