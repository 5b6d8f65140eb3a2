package dev.tocsin.incident.trust.live;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a headline claims is so, and nothing that is bad is left out: random cells, incidents and chosen regions, and
/// the sentence taken apart again word by word. A failure names its seed and the sentence.
class HeadlineLawsTest {

    private static final int STATES_A_SEED = 50;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatItSaysIsSo(long seed) {
        var random = new Random(seed);
        for (var number = 0; number < STATES_A_SEED; number++) {
            var state = VisibleState.random(random);

            var headline = Headline.of(state.cells(), state.open(), true, state.region());

            try {
                new HeadlineOracle(state, headline).judge();
            } catch (AssertionError | IllegalStateException e) {
                throw new AssertionError(
                        "seed %d, state %d, region %s: \"%s\" since %s%n%s%n%s"
                                .formatted(
                                        seed,
                                        number,
                                        state.region(),
                                        headline.text(),
                                        headline.since(),
                                        state,
                                        e.getMessage()),
                        e);
            }
        }
    }
}
