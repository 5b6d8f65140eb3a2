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

import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.Outcome;
import org.junit.jupiter.api.Test;

/// A result is remembered for as long as one like it might count, though its vote ended sooner.
class RememberingTest {

    @Test
    void whatComesAgainAfterBlindnessDoesNotCountAgain() {
        var watching = loginPage()
                .allPassed(10)
                .take(at(56), new BlindnessBegan(at(56), "law"))
                .take(at(60), new BlindnessEnded(at(60), "law"));

        watching.observed(event(PAGE, VIRGINIA, Outcome.PASS, 10), at(61))
                .observed(event(PAGE, IRELAND, Outcome.PASS, 10), at(61));

        assertThat(watching.reception()).isEqualTo(Reception.LATE);
        assertThat(watching.verdicts()).containsExactly("UP since 10", "UNKNOWN since 55");
    }

    @Test
    void whatComesAgainFromAVantagePointThatIsAssignedAgainDoesNotCountAgain() {
        var watching = loginPage()
                .allPassed(10)
                .defined(20, check(PAGE, VIRGINIA, IRELAND))
                .defined(30, check(PAGE, VIRGINIA, IRELAND, MUMBAI));

        watching.observed(event(PAGE, MUMBAI, Outcome.PASS, 10), at(31));

        assertThat(watching.reception()).isEqualTo(Reception.LATE);
        watching.observed(event(PAGE, MUMBAI, Outcome.PASS, 32), at(32));
        assertThat(watching.reception()).isEqualTo(Reception.COUNTED);
    }
}
