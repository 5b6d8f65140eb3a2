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
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.StatusChanged.CheckVerdict;
import dev.tocsin.contract.status.StatusChanged.CountedVote;
import dev.tocsin.contract.status.WatchEnded;
import java.util.List;
import org.junit.jupiter.api.Test;

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
    void votesExpireOnThePartitionsClockAndUnknownBeginsWhenTheyRanOut() {
        var login = loginPage().passed(VIRGINIA, 10).passed(IRELAND, 12).passed(MUMBAI, 14);

        login.time(86).time(90);

        assertThat(login.verdicts()).containsExactly("UP since 12", "UNKNOWN since 87");
        assertThat(login.last().reason()).isEqualTo("login-page: 0 of 3 votes live, 2 are needed");
    }

    @Test
    void oneLiveVoteOfThreeIsUnknown() {
        var login = loginPage().allPassed(10).passed(VIRGINIA, 40).passed(VIRGINIA, 70);

        login.time(86);

        assertThat(login.verdicts()).containsExactly("UP since 10", "UNKNOWN since 85");
        assertThat(login.last().reason()).isEqualTo("login-page: 1 of 3 votes live, 2 are needed");
    }

    @Test
    void anUnsureOutcomeIsNoVoteAndRefreshesNone() {
        var login = loginPage().allPassed(10);

        login.observed(event(PAGE, VIRGINIA, Outcome.UNSURE, 60));
        login.observed(event(PAGE, IRELAND, Outcome.UNSURE, 60));

        assertThat(login.reception()).isEqualTo(Reception.UNSURE);
        assertThat(login.time(86).verdict()).isEqualTo(Verdict.UNKNOWN);
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
    void contestedVotesKeepTheVerdictForFiveIntervals() {
        var login = new Watching()
                .defined(0, check(PAGE, VIRGINIA, IRELAND))
                .passed(VIRGINIA, 1)
                .passed(IRELAND, 1);

        for (var second = 31; second < 300; second += 10) {
            login.passed(VIRGINIA, second).failed(IRELAND, second);
        }

        assertThat(login.verdicts()).containsExactly("UP since 1", "UP since 1", "UNKNOWN since 201");
        assertThat(((StatusChanged) login.told().get(1)).marks()).containsExactly(Mark.CONTESTED);
        assertThat(login.last().reason())
                .isEqualTo(
                        "login-page: votes contested for 5 intervals (eu-west: 10 of its last 10 failed, us-east: 10 of its last 10 passed)");
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
    void aCellWhoseDownCheckIsUnknownIsUnknownThoughAnotherIsUp() {
        var login = new Watching()
                .defined(0, check("login-api", VIRGINIA, IRELAND), check(PAGE, VIRGINIA, IRELAND))
                .passed(VIRGINIA, 1)
                .passed(IRELAND, 1);
        login.observed(event("login-api", VIRGINIA, Outcome.PASS, 1))
                .observed(event("login-api", IRELAND, Outcome.PASS, 1));

        login.passed(VIRGINIA, 60).passed(IRELAND, 60).time(77);

        assertThat(login.verdicts()).containsExactly("UP since 1", "UNKNOWN since 76");
    }

    @Test
    void aNewCheckIsLeftOutUntilItsFirstVotesAndUnknownIfNoneCome() {
        var login = loginPage().allPassed(10);

        login.defined(20, check(PAGE, VIRGINIA, IRELAND, MUMBAI), check("login-api", VIRGINIA, IRELAND));
        login.allPassed(50).time(94);

        assertThat(login.verdicts()).containsExactly("UP since 10");
        assertThat(login.time(96).verdicts()).containsExactly("UP since 10", "UNKNOWN since 95");
    }

    @Test
    void anotherQuestionStartsTheVotesAnew() {
        var login = loginPage().allPassed(10);

        login.defined(20, check(PAGE, "bbbbbbbbbbbb", FailingMeans.DOWN, 3, VIRGINIA, IRELAND, MUMBAI));

        assertThat(login.verdicts()).containsExactly("UP since 10", "UNKNOWN since 20");
        assertThat(login.passed(VIRGINIA, 30).reception()).isEqualTo(Reception.OTHER_DEFINITION);
    }

    @Test
    void theSameQuestionAskedMoreOftenKeepsItsVotes() {
        var login = loginPage().allPassed(10);

        login.defined(20, check(PAGE, "aaaaaaaaaaaa", FailingMeans.DOWN, 5, VIRGINIA, IRELAND, MUMBAI));

        assertThat(login.verdicts()).containsExactly("UP since 10");
    }

    @Test
    void aCellWithoutChecksIsNotWatchedAndItsNumbersGoOn() {
        var login = loginPage().allPassed(10);

        login.defined(20).defined(30, check(PAGE, VIRGINIA)).passed(VIRGINIA, 40);

        assertThat(login.told()).element(1).isEqualTo(new WatchEnded(LOGIN, 2, at(20), 7));
        assertThat(login.last().number()).isEqualTo(3);
        assertThat(login.last().previous()).isNull();
    }

    @Test
    void theVotesOfAVantagePointSetAsideDoNotCountUntilItIsTakenBack() {
        var login = loginPage().passed(VIRGINIA, 10).passed(IRELAND, 10);

        login.setAside(VIRGINIA, 20);
        assertThat(login.verdicts()).containsExactly("UP since 10", "UNKNOWN since 20");

        login.takenBack(VIRGINIA, 30);
        assertThat(login.verdict()).isEqualTo(Verdict.UP);
    }

    @Test
    void whatExpiredIsToldBeforeWhatComesNext() {
        var login = loginPage().allPassed(10);

        login.passed(VIRGINIA, 100).passed(IRELAND, 100);

        assertThat(login.verdicts()).containsExactly("UP since 10", "UNKNOWN since 85", "UP since 100");
        assertThat(login.told())
                .extracting(told -> ((StatusChanged) told).number())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void duplicatesAndLateEventsAreRefused() {
        var login = loginPage().allPassed(10);

        assertThat(login.passed(VIRGINIA, 10).reception()).isEqualTo(Reception.LATE);
        assertThat(login.passed(VIRGINIA, 9).reception()).isEqualTo(Reception.LATE);
        assertThat(login.observed(event(PAGE, VIRGINIA, Outcome.FAIL, 20), at(95))
                        .reception())
                .isEqualTo(Reception.LATE);
    }

    @Test
    void whatCannotCountIsRefusedWithItsReason() {
        var login = loginPage();

        assertThat(new Watching().passed(VIRGINIA, 1).reception()).isEqualTo(Reception.UNKNOWN_CELL);
        assertThat(login.observed(event("logout", VIRGINIA, Outcome.PASS, 1)).reception())
                .isEqualTo(Reception.UNKNOWN_CHECK);
        assertThat(login.passed("moon", 1).reception()).isEqualTo(Reception.UNKNOWN_VANTAGE_POINT);
        assertThat(login.observed(event(PAGE, VIRGINIA, Outcome.PASS, 60), at(40))
                        .reception())
                .isEqualTo(Reception.FROM_THE_FUTURE);
        assertThat(login.cell().checks())
                .allSatisfy(check -> assertThat(check)
                        .isInstanceOfSatisfying(
                                VotedCheck.class,
                                voted -> assertThat(voted.ballots()).isEmpty()));
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

    @Test
    void whileBlindAVoteThatIsOverdueLivesNoLonger() {
        var login = loginPage().allPassed(10);

        login.take(at(50), new BlindnessBegan(at(50), "nothing comes")).time(54);
        assertThat(login.verdicts()).containsExactly("UP since 10");

        login.time(56);
        assertThat(login.verdicts()).containsExactly("UP since 10", "UNKNOWN since 55");
    }

    @Test
    void aNegativeLatencyOrNoneAtAllIsRefused() {
        var login = loginPage();

        assertThat(login.observed(withLatency(-1)).reception()).isEqualTo(Reception.IMPOSSIBLE_LATENCY);
        assertThat(login.observed(withLatency(Double.NaN)).reception()).isEqualTo(Reception.IMPOSSIBLE_LATENCY);
    }

    private static HealthObserved withLatency(double millis) {
        return new HealthObserved(
                PAGE, LOGIN, VIRGINIA, "us-east-1", Outcome.PASS, at(1), millis, null, null, null, null);
    }
}
