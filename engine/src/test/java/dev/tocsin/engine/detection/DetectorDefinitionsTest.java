package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.LOGIN;
import static dev.tocsin.engine.detection.Watching.MUMBAI;
import static dev.tocsin.engine.detection.Watching.PAGE;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static dev.tocsin.engine.detection.Watching.at;
import static dev.tocsin.engine.detection.Watching.check;
import static dev.tocsin.engine.detection.Watching.loginPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.status.WatchEnded;
import org.junit.jupiter.api.Test;

/// Votes and verdicts after the checks of a cell were defined anew.
class DetectorDefinitionsTest {

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
}
