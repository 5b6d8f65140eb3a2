package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long NOON = 1_144_756_800_000L;

    @Test
    void whatComesAloneIsCommittedAtOnce() {
        var pace = new CommitPace(1);

        assertThat(pace.isDue(NOON)).isTrue();
        assertThat(pace.isDue(NOON + 100)).isTrue();
    }

    @Test
    void soAreAFewInARow() {
        var pace = new CommitPace(3);

        assertThat(due(pace, NOON, NOON + 1, NOON + 2, NOON + 3)).isEqualTo(3);
        assertThat(due(pace, NOON + 400, NOON + 401, NOON + 402, NOON + 403)).isEqualTo(3);
    }

    @Test
    void ofAStormManyAreCommittedTogether() {
        var pace = new CommitPace(3);

        var within10Seconds = due(pace, LongStream.range(NOON, NOON + 10_000).toArray());

        assertThat(within10Seconds).isEqualTo(2 + 100);
    }

    private static long due(CommitPace pace, long... times) {
        return LongStream.of(times).filter(pace::isDue).count();
    }
}
