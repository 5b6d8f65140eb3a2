package dev.tocsin.incident.trust.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.Seeds;
import dev.tocsin.incident.trust.figures.form.OpenMinutesForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Asks of one probe that come late, out of order and again, published at random times. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class OpenMinutesLawsTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final int ASKS = 300;
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    static LongStream seeds() {
        return Seeds.upTo(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachAskCountsOnceInItsMinuteWheneverMinutesArePublished(long seed) {
        var random = new Random(seed);
        var asks = asks(random);
        var published = new TreeMap<Long, CheckFigures>();
        var open = OpenMinutes.NONE;

        for (var ask : arrivals(asks, random)) {
            open = open.with(ask).orElse(open);
            if (random.nextInt(10) == 0) {
                open = publish(open, ask.time().toEpochMilli() + random.nextInt(200_000), published);
            }
            if (random.nextInt(20) == 0) {
                open = OpenMinutesForm.read(OpenMinutesForm.write(open));
            }
        }
        open = publish(open, Long.MAX_VALUE / 2, published);

        assertThat(published).isEqualTo(counted(asks));
        assertThat(open.minutes()).isEmpty();
    }

    @Test
    void anAskThatIsSentAgainAfterHoursCountsOnce() {
        var open = OpenMinutes.NONE;
        for (var second = 0; second < 10 * 3_600; second += 10) {
            open = open.with(Asks.passed("us-east", NOON.plusSeconds(second), 12))
                    .orElseThrow();
        }

        assertThat(open.with(Asks.passed("us-east", NOON.plusSeconds(20), 12))).isEmpty();
    }

    @Test
    void aMinuteIsOverAfterAWhile() {
        var open = OpenMinutes.NONE
                .with(Asks.failed("us-east", NOON.plusSeconds(59)))
                .orElseThrow();

        assertThat(open.over(NOON.plusSeconds(79).toEpochMilli())).isEmpty();
        assertThat(open.over(NOON.plusSeconds(80).toEpochMilli())).hasSize(1);
    }

    private static OpenMinutes publish(OpenMinutes open, long clock, Map<Long, CheckFigures> published) {
        open.over(clock)
                .forEach((minute, figures) ->
                        published.merge(minute, figures, (one, other) -> CheckFigures.sum(List.of(one, other))));
        return open.withoutOver(clock);
    }

    /// The oracle: each ask once, in its minute.
    private static Map<Long, CheckFigures> counted(List<HealthObserved> asks) {
        var counted = new TreeMap<Long, CheckFigures>();
        asks.forEach(ask -> counted.merge(
                ask.time().toEpochMilli() / 60_000,
                CheckFigures.NONE.with(ask),
                (one, other) -> CheckFigures.sum(List.of(one, other))));
        return counted;
    }

    private static List<HealthObserved> asks(Random random) {
        var asks = new ArrayList<HealthObserved>();
        var at = NOON;
        for (var i = 0; i < ASKS; i++) {
            at = at.plusMillis(1 + random.nextInt(30_000));
            var outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
            asks.add(Asks.of(Asks.LOGIN, "us-east", "us-east-1", outcome, at, 10 + random.nextInt(500)));
        }
        return asks;
    }

    /// A few places out of order, and some again, also in long runs as after a crash of the probe.
    private static List<HealthObserved> arrivals(List<HealthObserved> asks, Random random) {
        var arrivals = new ArrayList<HealthObserved>();
        for (var i = 0; i < asks.size(); i++) {
            arrivals.add(Math.max(0, arrivals.size() - random.nextInt(5)), asks.get(i));
            if (random.nextInt(5) == 0) {
                arrivals.add(asks.get(i));
            }
            if (random.nextInt(60) == 0) {
                arrivals.addAll(asks.subList(random.nextInt(i + 1), i + 1));
            }
        }
        return arrivals;
    }
}
