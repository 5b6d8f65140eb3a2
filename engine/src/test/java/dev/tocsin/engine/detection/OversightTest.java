package dev.tocsin.engine.detection;

import static dev.tocsin.engine.detection.Watching.IRELAND;
import static dev.tocsin.engine.detection.Watching.VIRGINIA;
import static dev.tocsin.engine.detection.Watching.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.health.BlindnessBegan;
import dev.tocsin.contract.health.BlindnessEnded;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.VantagePointSetAside;
import dev.tocsin.contract.health.VantagePointTakenBack;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import dev.tocsin.engine.detection.AgreementCounted.Agreement;
import dev.tocsin.engine.detection.Oversight.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OversightTest {

    private OversightState state = OversightState.NONE;
    private final List<HealthLogEvent> decided = new ArrayList<>();

    @Test
    void aVantagePointThatDisagreesInOneRegionIsSetAsideThere() {
        counted(0, 10, of(VIRGINIA, "na", 3, 2), of(VIRGINIA, "eu", 6, 0));
        counted(1, 10, of(VIRGINIA, "na", 3, 2), of(VIRGINIA, "eu", 6, 0));

        assertThat(decided)
                .containsExactly(new VantagePointSetAside(
                        VIRGINIA, "na", at(10), "for two intervals it disagreed with 4 of 6 verdicts in na"));
    }

    @Test
    void oneThatDisagreesEverywhereIsSetAsideWholly() {
        counted(0, 10, of(VIRGINIA, "na", 4, 3), of(VIRGINIA, "eu", 4, 4), of(IRELAND, "na", 4, 0));

        assertThat(decided)
                .containsExactly(new VantagePointSetAside(
                        VIRGINIA, null, at(10), "for two intervals it disagreed with 7 of 8 verdicts"));
    }

    @Test
    void fourVerdictsAreTooFewAndHalfOfThemIsNotMore() {
        counted(0, 10, of(VIRGINIA, "na", 4, 4), of(VIRGINIA, "eu", 6, 3));

        assertThat(decided).isEmpty();
    }

    @Test
    void itIsTakenBackAfterFiveMinutesUnderATenth() {
        counted(0, 10, of(VIRGINIA, "na", 20, 20));
        counted(0, 20, of(VIRGINIA, "na", 20, 1));
        counted(0, 200, of(VIRGINIA, "na", 20, 2));
        counted(0, 210, of(VIRGINIA, "na", 20, 1));
        counted(0, 509, of(VIRGINIA, "na", 20, 0));
        assertThat(decided).hasSize(1);

        counted(0, 510, of(VIRGINIA, "na", 20, 0));

        assertThat(decided).last().isInstanceOfSatisfying(VantagePointTakenBack.class, back -> {
            assertThat(back.vantagePoint()).isEqualTo(VIRGINIA);
            assertThat(back.region()).isNull();
            assertThat(back.time()).isEqualTo(at(510));
        });
    }

    @Test
    void aSingleDisagreementOfFewDoesNotKeepItAside() {
        counted(0, 10, of(VIRGINIA, "na", 6, 6));

        for (var second = 20; second <= 320; second += 10) {
            counted(0, second, of(VIRGINIA, "na", 6, 1));
        }

        assertThat(decided).hasSize(2).last().isInstanceOf(VantagePointTakenBack.class);
    }

    @Test
    void oneIsSetAsideAtATimeAndTheNextByCountsWithoutIt() {
        counted(0, 10, of(VIRGINIA, "na", 10, 7), of(IRELAND, "na", 10, 9));
        counted(0, 20, of(VIRGINIA, "na", 10, 7), of(IRELAND, "na", 10, 9));
        assertThat(decided)
                .singleElement()
                .isInstanceOfSatisfying(
                        VantagePointSetAside.class,
                        aside -> assertThat(aside.vantagePoint()).isEqualTo(IRELAND));

        counted(0, 30, of(VIRGINIA, "na", 10, 7), of(IRELAND, "na", 10, 9));

        assertThat(decided)
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        VantagePointSetAside.class,
                        aside -> assertThat(aside.vantagePoint()).isEqualTo(VIRGINIA));
    }

    @Test
    void withNothingToCompareItStaysAside() {
        counted(0, 10, of(VIRGINIA, "na", 20, 20));

        for (var second = 20; second < 1000; second += 10) {
            counted(0, second);
        }

        assertThat(decided).hasSize(1);
    }

    @Test
    void aVantagePointWhoseControlsAllFailIsSetAsideUntilOneAnswers() {
        heard(0, 0, false, true);
        heard(10, 10, false, false);
        heard(20, 20, true, false);

        assertThat(decided)
                .containsExactly(
                        new VantagePointSetAside(VIRGINIA, null, at(10), "all of its 2 controls fail"),
                        new VantagePointTakenBack(
                                VIRGINIA, null, at(20), "its controls answer and its clock is right again"));
    }

    @Test
    void aSingleControlProvesNothing() {
        heard(0, 0, false);

        assertThat(decided).isEmpty();
    }

    @Test
    void aClockThatIsOffTwiceSetsAside() {
        heard(0, 11, true);
        assertThat(decided).isEmpty();

        heard(10, 21, true);
        heard(20, 25, true);

        assertThat(decided)
                .containsExactly(
                        new VantagePointSetAside(
                                VIRGINIA, null, at(10), "the clock of probe us-east-1 is 11 s ahead after correction"),
                        new VantagePointTakenBack(
                                VIRGINIA, null, at(20), "its controls answer and its clock is right again"));
    }

    @Test
    void heartbeatsThatWereHeldUpAndComeAllAtOnceAreNoWrongClock() {
        heard(0, 0, true);

        heard(60, 10, true);
        heard(60.1, 20, true);
        heard(60.2, 30, true);
        heard(60.3, 60, true);

        assertThat(decided).isEmpty();
    }

    @Test
    void aVantagePointIsTakenBackOnlyWhenNoReasonIsLeft() {
        counted(0, 10, of(VIRGINIA, "na", 20, 20));
        heard(10, 10, false, false);

        heard(20, 20, true, true);

        assertThat(decided).hasSize(1);
    }

    @Test
    void underHalfOfTheUsualVolumeForAMinuteIsBlindUntilItComesAgain() {
        for (var second = 10; second <= 900; second += 10) {
            for (var partition = 0; partition < 3; partition++) {
                answered(partition, second, 30);
            }
        }
        assertThat(decided).isEmpty();

        for (var second = 910; second <= 980; second += 10) {
            for (var partition = 0; partition < 3; partition++) {
                answered(partition, second, 10);
            }
        }
        assertThat(decided).singleElement().isInstanceOf(BlindnessBegan.class);
        assertThat(((BlindnessBegan) decided.getFirst()).time()).isBetween(at(940), at(980));

        for (var second = 990; second <= 1100; second += 10) {
            for (var partition = 0; partition < 3; partition++) {
                answered(partition, second, 30);
            }
        }
        assertThat(decided).last().isInstanceOf(BlindnessEnded.class);
        assertThat(decided).hasSize(2);
    }

    @Test
    void twoOfThreeVantagePointsAreStillSight() {
        for (var second = 10; second <= 3600; second += 10) {
            answered(0, second, second < 1800 ? 30 : 20);
        }

        assertThat(decided).isEmpty();
    }

    private void counted(int partition, double second, Agreement... agreements) {
        apply(Oversight.rule(state, new AgreementCounted(partition, at(second), 10_000, 30, 30, List.of(agreements))));
    }

    private void answered(int partition, double second, long answered) {
        apply(Oversight.rule(state, new AgreementCounted(partition, at(second), 10_000, answered, 30, List.of())));
    }

    private static Agreement of(String vantagePoint, String region, int compared, int disagreeing) {
        return new Agreement(vantagePoint, region, compared, disagreeing, disagreeing);
    }

    private void heard(double appended, double said, boolean... answers) {
        var controls = IntStream.range(0, answers.length)
                .mapToObj(control -> new Control("tcp://control-" + control, answers[control]))
                .toList();
        var heartbeat = new HeartbeatSent(
                VIRGINIA, "us-east-1", at(said), at(0), 10_000, 1, 3, controls, 0, true, 0, 0, 0, List.of());
        apply(Oversight.rule(state, heartbeat, at(appended)));
    }

    private void apply(Ruling ruling) {
        state = ruling.next();
        decided.addAll(ruling.decided());
    }
}
