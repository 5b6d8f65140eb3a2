package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.MUMBAI;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.detection.AgreementCounted.Agreement;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AgreementCountTest {

    private final Watching watching = Watching.loginPage();
    private double second;

    @Test
    void whoFailsAloneDisagreesAndAfterTwoIntervalsLastingly() {
        asked(10, "PPP");

        asked(3, "FPP");
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 0, 0));
        asked(2, "FPP");

        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 1, 1));
        assertThat(agreement(IRELAND)).isEqualTo(new Agreement(IRELAND, "na", 1, 0, 0));
    }

    @Test
    void whoSeesNothingOfAnOutageDisagrees() {
        asked(4, "PPP");

        asked(6, "PFF");

        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 1, 1));
    }

    /// Four of Virginia's ten fail, which makes its vote DEGRADED, and two each of the others', whose votes stay UP.
    @Test
    void votesThatDifferByChanceAreNoDisagreement() {
        asked(1, "PPP");

        asked(1, "FPF")
                .asked(1, "PFP")
                .asked(1, "FPP")
                .asked(1, "PPF")
                .asked(1, "FFP")
                .asked(1, "FPP")
                .asked(3, "PPP");

        assertThat(watching.verdict()).isEqualTo(Verdict.UP);
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 0, 0));
    }

    @Test
    void whoCountsIsComparedOnlyWithTwoOthers() {
        asked(10, "PP-");

        asked(6, "FP-");

        assertThat(watching.agreement(VIRGINIA)).isNull();
    }

    @Test
    void whoIsSetAsideIsComparedWithTheOneThatIsLeft() {
        asked(10, "PPP");
        watching.setAside(VIRGINIA, second);

        asked(10, "FP-");
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 1, 0));
        asked(10, "PP-");

        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 0, 0));
    }

    @Test
    void whereTheOthersAreDividedOrGoneAPassAgrees() {
        asked(10, "PPP");
        watching.setAside(VIRGINIA, second);

        asked(10, "FFP");
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 1, 0));
        asked(10, "PFP");
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 0, 0));
        asked(10, "P--");
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 0, 0));
        asked(10, "F--");
        assertThat(agreement(VIRGINIA)).isEqualTo(new Agreement(VIRGINIA, "na", 1, 1, 0));
    }

    @Test
    void whoIsSetAsideIsNoMeasureForTheOthers() {
        asked(10, "PPP");
        watching.setAside(VIRGINIA, second);

        asked(10, "FFP");

        assertThat(watching.agreement(IRELAND)).isNull();
        assertThat(watching.agreement(MUMBAI)).isNull();
    }

    /// Virginia, Ireland and Mumbai, each 30 s: pass, fail, or nothing.
    private AgreementCountTest asked(int times, String outcomes) {
        for (var time = 0; time < times; time++) {
            second += 30;
            asked(VIRGINIA, outcomes.charAt(0));
            asked(IRELAND, outcomes.charAt(1));
            asked(MUMBAI, outcomes.charAt(2));
            watching.time(second + 10);
        }
        return this;
    }

    private void asked(String vantagePoint, char outcome) {
        switch (outcome) {
            case 'P' -> watching.passed(vantagePoint, second);
            case 'F' -> watching.failed(vantagePoint, second);
            default -> {}
        }
    }

    private Agreement agreement(String vantagePoint) {
        return Objects.requireNonNull(watching.agreement(vantagePoint), vantagePoint);
    }
}
