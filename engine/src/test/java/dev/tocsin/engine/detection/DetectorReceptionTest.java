package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.LOGIN;
import static dev.tocsin.engine.detection.Watching.PAGE;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static dev.tocsin.engine.detection.Watching.at;
import static dev.tocsin.engine.detection.Watching.event;
import static dev.tocsin.engine.detection.Watching.loginPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import org.junit.jupiter.api.Test;

/// Which observations do not count.
class DetectorReceptionTest {

    @Test
    void anUnsureOutcomeIsNoVoteAndRefreshesNone() {
        var login = loginPage().allPassed(10);

        login.observed(event(PAGE, VIRGINIA, Outcome.UNSURE, 60));
        login.observed(event(PAGE, IRELAND, Outcome.UNSURE, 60));

        assertThat(login.reception()).isEqualTo(Reception.UNSURE);
        assertThat(login.time(86).verdict()).isEqualTo(Verdict.UNKNOWN);
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
