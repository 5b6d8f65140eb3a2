package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.CERTIFICATE;
import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.LOGIN;
import static dev.tocsin.engine.detection.Watching.MUMBAI;
import static dev.tocsin.engine.detection.Watching.PAGE;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static dev.tocsin.engine.detection.Watching.at;
import static dev.tocsin.engine.detection.Watching.check;
import static dev.tocsin.engine.detection.Watching.event;
import static dev.tocsin.engine.detection.Watching.loginPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Vote;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How votes of vantage points become a verdict.
class DetectorTest {

    @Test
    void aFirstPassFromTwoVantagePointsIsUp() {
        var login = loginPage().passed(VIRGINIA, 1).passed(IRELAND, 2);

        assertThat(login.verdicts()).containsExactly("UP since 2");
    }

    @Test
    void aMajorityOfFailingVantagePointsTakesACellDown() {
        var login = loginPage().allPassed(10);

        for (var second : List.of(40, 47, 55)) {
            login.failed(VIRGINIA, second).failed(IRELAND, second + 1);
        }

        assertThat(login.last())
                .isEqualTo(new StatusChanged(
                        LOGIN,
                        2,
                        Verdict.DOWN,
                        Verdict.UP,
                        at(41),
                        at(56),
                        7,
                        List.of(),
                        "login-page: 2 of 3 votes DOWN, over half (eu-west: 3 of its last 4 failed, us-east: 3 of its last 4 failed)",
                        List.of(new CheckVerdict(PAGE, Verdict.DOWN)),
                        List.of(
                                new CountedVote(PAGE, MUMBAI, Vote.UP, at(10), null),
                                new CountedVote(PAGE, IRELAND, Vote.DOWN, at(41), ErrorKind.REFUSED),
                                new CountedVote(PAGE, VIRGINIA, Vote.DOWN, at(40), ErrorKind.REFUSED))));
    }

    @Test
    void oneFailingVantagePointOfThreeWakesNobody() {
        var login = loginPage().allPassed(10);

        login.failed(VIRGINIA, 40).failed(VIRGINIA, 47).failed(VIRGINIA, 55).failed(VIRGINIA, 70);

        assertThat(login.verdicts()).containsExactly("UP since 10");
    }

    @Test
    void aVoteFlipsOnlyAfterThreeLikeResultsInARow() {
        var login = loginPage().allPassed(10);

        login.failed(VIRGINIA, 40).failed(IRELAND, 40).failed(VIRGINIA, 47).failed(IRELAND, 47);
        login.passed(VIRGINIA, 55).failed(IRELAND, 55).failed(VIRGINIA, 62);

        assertThat(login.verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void recoveryBeginsWithTheFirstPassOfTheVoteThatCompletedTheMajority() {
        var login = loginPage().allPassed(10);
        for (var second : List.of(40, 47, 55)) {
            login.failed(VIRGINIA, second).failed(IRELAND, second).failed(MUMBAI, second);
        }

        for (var second : List.of(100, 107, 115)) {
            login.passed(VIRGINIA, second).passed(MUMBAI, second + 2).passed(IRELAND, second + 1);
        }

        assertThat(login.verdicts()).containsExactly("UP since 10", "DOWN since 40", "UP since 102");
    }

    @Test
    void slowAnswersInARowDegrade() {
        var login = loginPage().allPassed(10);

        for (var second : List.of(40, 47, 55)) {
            login.slow(VIRGINIA, second).slow(IRELAND, second);
        }

        assertThat(login.verdicts()).containsExactly("UP since 10", "DEGRADED since 40");
    }

    @Test
    void passesMixedWithSlowOnesEndADown() {
        var login = loginPage();
        for (var second : List.of(10, 17, 25)) {
            login.failed(VIRGINIA, second).failed(IRELAND, second);
        }

        for (var vantagePoint : List.of(VIRGINIA, IRELAND)) {
            login.passed(vantagePoint, 55).slow(vantagePoint, 62).passed(vantagePoint, 70);
        }

        assertThat(login.verdicts()).containsExactly("DOWN since 10", "DEGRADED since 55");
    }

    @Test
    void oneVantagePointAloneIsMarkedSingleSource() {
        var login = new Watching().defined(0, check(PAGE, "aaaaaaaaaaaa", FailingMeans.DOWN, 4, VIRGINIA));

        login.passed(VIRGINIA, 1).failed(VIRGINIA, 31).failed(VIRGINIA, 38).failed(VIRGINIA, 46);

        assertThat(login.verdict()).isEqualTo(Verdict.UP);
        assertThat(login.failed(VIRGINIA, 53).verdicts()).containsExactly("UP since 1", "DOWN since 31");
        assertThat(login.last().marks()).containsExactly(Mark.SINGLE_SOURCE);
    }

    @Test
    void aDegradingCheckDegradesTheCellAndItsUnknownIsOnlyMarked() {
        var login = new Watching()
                .defined(
                        0,
                        check(PAGE, VIRGINIA, IRELAND),
                        check(CERTIFICATE, "aaaaaaaaaaaa", FailingMeans.DEGRADED, 3, VIRGINIA, IRELAND))
                .passed(VIRGINIA, 1)
                .passed(IRELAND, 1);
        for (var second : List.of(1, 8, 16)) {
            login.observed(event(CERTIFICATE, VIRGINIA, Outcome.FAIL, second));
            login.observed(event(CERTIFICATE, IRELAND, Outcome.FAIL, second));
        }
        assertThat(login.verdicts()).containsExactly("UP since 1", "DEGRADED since 1");

        login.passed(VIRGINIA, 60).passed(IRELAND, 60).time(92);

        assertThat(login.last().verdict()).isEqualTo(Verdict.UP);
        assertThat(login.last().marks()).containsExactly(Mark.PARTLY_UNKNOWN);
    }

    @Test
    void fourFailuresAmongTheLastTenDegradeUntilAtMostOneIsLeft() {
        var login = loginPage().allPassed(10);

        for (var second = 20; second < 90; second += 10) {
            var fails = second / 10 % 2 == 0;
            for (var vantagePoint : List.of(VIRGINIA, IRELAND, MUMBAI)) {
                login.observed(event(PAGE, vantagePoint, fails ? Outcome.FAIL : Outcome.PASS, second));
            }
        }
        assertThat(login.verdicts()).containsExactly("UP since 10", "DEGRADED since 20");
        assertThat(login.last().reason())
                .isEqualTo(
                        "login-page: 2 of 3 votes DEGRADED, over half (eu-west: 4 of its last 8 failed or were slow, us-east: 4 of its last 8 failed or were slow)");

        for (var second = 90; second < 200; second += 10) {
            login.allPassed(second);
        }

        assertThat(login.verdicts()).containsExactly("UP since 10", "DEGRADED since 20", "UP since 90");
    }

    @Test
    void anOutageThatFailedWithoutABreakIsNoBrownOutAfterwards() {
        var login = loginPage().allPassed(10);
        for (var second = 20; second < 120; second += 10) {
            login.failed(VIRGINIA, second).failed(IRELAND, second).failed(MUMBAI, second);
        }

        for (var second : List.of(120, 127, 135)) {
            login.allPassed(second);
        }

        assertThat(login.verdicts()).containsExactly("UP since 10", "DOWN since 20", "UP since 120");
    }

    @Test
    void fourChangesWithin21IntervalsAreUnstableUntilFewerThanTwoAreLeft() {
        var login = loginPage().allPassed(10);
        for (var half = 0; half < 2; half++) {
            for (var second = 20 + half * 60; second < 50 + half * 60; second += 10) {
                login.failed(VIRGINIA, second).failed(IRELAND, second);
            }
            for (var second = 50 + half * 60; second < 80 + half * 60; second += 10) {
                login.passed(VIRGINIA, second).passed(IRELAND, second);
            }
        }

        assertThat(login.last().verdict()).isEqualTo(Verdict.UP);
        assertThat(login.last().marks()).containsExactly(Mark.UNSTABLE);
        assertThat(login.last().reason()).contains("unstable: 4 changes between UP and bad within 21 intervals");

        for (var second = 150; second <= 720; second += 30) {
            login.passed(VIRGINIA, second).passed(IRELAND, second);
        }
        login.time(729).time(730);

        assertThat(login.last().verdict()).isEqualTo(Verdict.UP);
        assertThat(login.last().marks()).isEmpty();
        assertThat(login.last().time()).isEqualTo(at(100 + 21 * 30));
    }
}
