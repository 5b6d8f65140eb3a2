package dev.tocsin.incident.trust.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellLatenciesTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final Cell LOGIN_NA = Cell.of("login@na");

    private final List<HealthObserved> events = new ArrayList<>();

    @Test
    void percentilesAreOfWhatWasAnsweredAlone() {
        IntStream.rangeClosed(1, 100).forEach(millis -> add("us-east", NOON.minusSeconds(60), Outcome.PASS, millis));
        add("us-east", NOON.minusSeconds(60), Outcome.FAIL, 5_000);
        add("us-east", NOON.minusSeconds(60), Outcome.UNSURE, 9_000);

        var total = only(latencies()).total();

        assertThat(total.median()).isEqualTo(50);
        assertThat(total.high()).isEqualTo(95);
        assertThat(total.answered()).isEqualTo(100);
        assertThat(total.failed()).isOne();
        assertThat(total.unsure()).isOne();
        assertThat(total.asks()).isEqualTo(102);
    }

    @Test
    void eachMinuteIsByItselfAndALineBreaksOffWhereNothingWasAnswered() {
        add("us-east", NOON.minusSeconds(295), Outcome.PASS, 50);
        add("us-east", NOON.minusSeconds(235), Outcome.SLOW, 100);
        add("us-east", NOON.minusSeconds(115), Outcome.PASS, 25);

        var curves = only(latencies()).curves();

        assertThat(curves.median()).isEqualTo("M115 20.0h1L116 0.0h1M118 30.0h1");
        assertThat(curves.failures()).isEmpty();
    }

    @Test
    void failuresAreAsHighAsTheirShare() {
        add("us-east", NOON.minusSeconds(90), Outcome.PASS, 50);
        add("us-east", NOON.minusSeconds(80), Outcome.FAIL, 5_000);
        add("us-east", NOON.minusSeconds(1), Outcome.FAIL, 5_000);

        assertThat(only(latencies()).curves().failures()).isEqualTo("M118 40v-20.0h1V40zM119 40v-40.0h1V40z");
    }

    @Test
    void allVantagePointsOfACheckHaveOneScale() {
        add("us-east", NOON.minusSeconds(60), Outcome.PASS, 3);
        add("eu-west", NOON.minusSeconds(60), Outcome.PASS, 210);

        var check = latencies().checks().getFirst();

        assertThat(check.scale()).isEqualTo(500);
        assertThat(check.charts()).extracting(chart -> chart.name()).containsExactly("eu-west", "us-east");
    }

    @Test
    void aTableHasTheSameInHalfHours() {
        add("us-east", NOON.minus(Duration.ofMinutes(100)), Outcome.PASS, 10);
        add("us-east", NOON.minus(Duration.ofMinutes(10)), Outcome.FAIL, 10);

        var slices = only(latencies()).slices();

        assertThat(slices).hasSize(4);
        assertThat(slices.getFirst().tally().median()).isEqualTo(10);
        assertThat(slices.getLast().tally().failed()).isOne();
        assertThat(slices.getLast().tally().median()).isNull();
    }

    @Test
    void whatIsOnlyKnownInPartIsLeftOut() {
        add("us-east", NOON.minusSeconds(600), Outcome.PASS, 10);
        add("us-east", NOON.minusSeconds(60), Outcome.PASS, 20);

        var latencies = CellLatencies.of(events, NOON.minusSeconds(330), Catalog.of(List.of()), NOON.minusSeconds(1));

        assertThat(latencies.from()).isEqualTo(NOON.minusSeconds(300));
        assertThat(latencies.minutes()).isEqualTo(5);
        assertThat(only(latencies).total().latencies()).containsExactly(20.0);
    }

    @Test
    void withoutEventsThereIsNothingToShow() {
        assertThat(latencies().checks()).isEmpty();
    }

    private CellLatencies latencies() {
        var now = NOON.minusSeconds(1);
        return CellLatencies.of(events, now.minus(CellLatencies.WINDOW), Catalog.of(List.of()), now);
    }

    private static CellLatencies.Chart only(CellLatencies latencies) {
        assertThat(latencies.checks()).hasSize(1);
        assertThat(latencies.checks().getFirst().charts()).hasSize(1);
        return latencies.checks().getFirst().charts().getFirst();
    }

    private void add(String vantagePoint, Instant at, Outcome outcome, double millis) {
        var error = outcome == Outcome.PASS ? null : ErrorKind.TIMED_OUT;
        events.add(event(vantagePoint, at, outcome, millis, error));
    }

    private static HealthObserved event(
            String vantagePoint, Instant at, Outcome outcome, double millis, @Nullable ErrorKind error) {
        return new HealthObserved(
                "login-page", LOGIN_NA, vantagePoint, "p1", outcome, at, millis, null, error, null, null);
    }
}
