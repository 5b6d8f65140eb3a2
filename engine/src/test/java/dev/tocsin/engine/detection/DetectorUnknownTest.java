package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.MUMBAI;
import static dev.tocsin.engine.detection.Watching.PAGE;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static dev.tocsin.engine.detection.Watching.at;
import static dev.tocsin.engine.detection.Watching.check;
import static dev.tocsin.engine.detection.Watching.event;
import static dev.tocsin.engine.detection.Watching.loginPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import org.junit.jupiter.api.Test;

/// When votes do not suffice for a verdict.
class DetectorUnknownTest {

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
    void whileBlindAVoteThatIsOverdueLivesNoLonger() {
        var login = loginPage().allPassed(10);

        login.take(at(50), new BlindnessBegan(at(50), "nothing comes")).time(54);
        assertThat(login.verdicts()).containsExactly("UP since 10");

        login.time(56);
        assertThat(login.verdicts()).containsExactly("UP since 10", "UNKNOWN since 55");
    }
}
