package dev.tocsin.incident.trust.pagestream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionsTest {

    private final Revisions revisions = new Revisions();

    @Test
    void whoKnowsNothingIsToldAllInItsOrder() {
        revisions.turn(parts("b", 1, "a", 1));
        revisions.turn(parts("b", 1, "a", 2, "c", 1));

        var all = revisions.since(Revisions.NONE);

        assertThat(all.changed()).containsExactly(Map.entry("b", 1), Map.entry("a", 2), Map.entry("c", 1));
        assertThat(all.gone()).isEmpty();
    }

    @Test
    void whoKnowsAnEarlierRevisionIsToldWhatIsOtherSince() {
        revisions.turn(parts("a", 1, "b", 1, "c", 1));
        var known = revisions.latest();
        revisions.turn(parts("a", 2, "b", 1, "c", 1));
        revisions.turn(parts("a", 2, "b", 1));

        var missed = revisions.since(known);

        assertThat(missed.changed()).containsExactly(Map.entry("a", 2));
        assertThat(missed.gone()).containsExactly("c");
        assertThat(revisions.since(revisions.latest()).isEmpty()).isTrue();
    }

    @Test
    void whereNothingChangesThereIsNoNewRevision() {
        revisions.turn(parts("a", 1));

        revisions.turn(parts("a", 1));

        assertThat(revisions.latest()).isEqualTo(1);
    }

    @Test
    void aRevisionThatIsStillToComeIsUnknown() {
        revisions.turn(parts("a", 1));

        assertThat(revisions.known(1)).isEqualTo(1);
        assertThat(revisions.known(2)).isEqualTo(Revisions.NONE);
        assertThat(revisions.known(-1)).isEqualTo(Revisions.NONE);
        assertThat(revisions.since(2).changed()).containsKey("a");
    }

    @Test
    void whoKnowsTooOldARevisionIsToldAll() {
        revisions.turn(parts("stays", 1));
        for (var number = 0; number <= Revisions.MOST_GONE; number++) {
            revisions.turn(parts("stays", 1, "passing-" + number, 1));
        }
        revisions.turn(parts("stays", 1));

        assertThat(revisions.since(1).changed()).containsKey("stays");
        assertThat(revisions.known(1)).isEqualTo(Revisions.NONE);
        assertThat(revisions.known(revisions.latest() - 1)).isEqualTo(revisions.latest() - 1);
    }

    /// Whatever a reader missed: once they are told what is other since, they have what there is.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void whoIsToldWhatTheyMissedHasAll(long seed) {
        var luck = new Random(seed);
        var reader = new LinkedHashMap<String, Object>();
        var known = Revisions.NONE;

        for (var step = 0; step < 200; step++) {
            var now = new LinkedHashMap<String, Object>();
            luck.ints(luck.nextInt(6), 0, 8).forEach(key -> now.put("part-" + key, luck.nextInt(3)));
            revisions.turn(now);
            if (luck.nextInt(4) == 0) {
                var missed = revisions.since(known);
                reader.putAll(missed.changed());
                reader.keySet().removeAll(missed.gone());
                known = revisions.latest();
                assertThat(reader).as("seed %d, step %d", seed, step).isEqualTo(now);
            }
        }
    }

    private static SequencedMap<String, Object> parts(Object... keysAndParts) {
        var parts = new LinkedHashMap<String, Object>();
        for (var at = 0; at < keysAndParts.length; at += 2) {
            parts.put(String.valueOf(keysAndParts[at]), keysAndParts[at + 1]);
        }
        return parts;
    }
}
