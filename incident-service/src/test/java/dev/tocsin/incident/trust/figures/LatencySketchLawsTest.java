package dev.tocsin.incident.trust.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.engine.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sketches against the sorted latencies themselves. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class LatencySketchLawsTest {

    static LongStream seeds() {
        return Seeds.upTo(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachQuantileIsAtMostTwoPercentOff(long seed) {
        var latencies = latencies(new Random(seed));
        var sorted = latencies.stream().sorted().toList();

        var sketch = sketch(latencies);

        assertThat(sketch.count()).isEqualTo(latencies.size());
        for (var share : List.of(0.0, 0.5, 0.9, 0.99, 1.0)) {
            var exact = sorted.get((int) (share * (sorted.size() - 1)));
            assertThat(sketch.quantile(share).orElseThrow())
                    .as("quantile %s", share)
                    .isCloseTo(exact, within(exact * 0.0201));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSumOfSketchesIsTheSketchOfAllLatencies(long seed) {
        var random = new Random(seed);
        var parts = Stream.generate(() -> latencies(random)).limit(5).toList();

        var sum = LatencySketch.sum(
                parts.stream().map(LatencySketchLawsTest::sketch).toList());

        assertThat(sum).isEqualTo(sketch(parts.stream().flatMap(List::stream).toList()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSketchIsMadeOfItsBinsAgain(long seed) {
        var sketch = sketch(latencies(new Random(seed)));

        var again = LatencySketch.of(sketch.bins());

        assertThat(again).isEqualTo(sketch);
        assertThat(again.quantile(0.5)).isEqualTo(sketch.quantile(0.5));
    }

    @Test
    void withoutLatenciesThereIsNoQuantile() {
        assertThat(LatencySketch.EMPTY.quantile(0.5)).isEmpty();
    }

    @Test
    void anImpossiblyShortOrLongLatencyHasABin() {
        var sketch = LatencySketch.EMPTY.with(0).with(1e300);

        assertThat(sketch.bins()).hasSize(2);
        assertThat(sketch.quantile(0).orElseThrow()).isCloseTo(0.01, within(0.001));
    }

    private static LatencySketch sketch(List<Double> latencies) {
        var sketch = LatencySketch.EMPTY;
        for (var latency : latencies) {
            sketch = sketch.with(latency);
        }
        return sketch;
    }

    private static List<Double> latencies(Random random) {
        return random.doubles(1 + random.nextInt(200))
                .map(value -> Math.exp(10 * value))
                .boxed()
                .toList();
    }
}
