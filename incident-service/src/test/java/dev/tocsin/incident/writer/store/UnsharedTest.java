package dev.tocsin.incident.writer.store;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnsharedTest {

    @Test
    void whatOneHoldsAndTheOtherDoesNotIsFound() {
        var random = new Random(1);
        IntStream.range(0, 500).forEach(_ -> {
            var before = some(random);
            var next = some(random);

            var unshared = Unshared.of(before, next, Comparator.naturalOrder());

            assertThat(unshared.before())
                    .isEqualTo(
                            before.stream().filter(one -> !next.contains(one)).toList());
            assertThat(unshared.next())
                    .isEqualTo(
                            next.stream().filter(one -> !before.contains(one)).toList());
        });
    }

    @Test
    void anEntryWithAnotherValueIsOnBothSides() {
        var before = new TreeMap<>(Map.of("a", 1, "b", 2));
        var next = new TreeMap<>(Map.of("a", 1, "b", 3));

        var unshared = Unshared.of(before.entrySet(), next.entrySet(), Map.Entry.comparingByKey());

        assertThat(unshared.before()).isEqualTo(List.of(Map.entry("b", 2)));
        assertThat(unshared.next()).isEqualTo(List.of(Map.entry("b", 3)));
    }

    private static SortedSet<Integer> some(Random random) {
        return random.ints(random.nextInt(8), 0, 10).boxed().collect(toCollection(TreeSet::new));
    }
}
