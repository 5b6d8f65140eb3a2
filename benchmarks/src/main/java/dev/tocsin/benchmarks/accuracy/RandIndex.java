package dev.tocsin.benchmarks.accuracy;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The similarity of two groupings of the same things.
final class RandIndex {

    private RandIndex() {}

    /// One thing, and its group in each grouping.
    record Grouped(String one, String other) {}

    /// The index adjusted for chance: 1 for the same groups, about 0 for groups at random.
    ///
    /// See L. Hubert and P. Arabie, *Comparing partitions*, Journal of Classification 2 (1985). Two groupings that
    /// have nothing to distinguish, as with a single thing, agree: 1.
    static double adjusted(List<Grouped> things) {
        var together = pairs(sizes(things, thing -> thing));
        var one = pairs(sizes(things, Grouped::one));
        var other = pairs(sizes(things, Grouped::other));
        var all = pairs(things.size());
        var expected = all == 0 ? 0 : one * other / all;
        var most = (one + other) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static Collection<Long> sizes(List<Grouped> things, Function<Grouped, Object> group) {
        return things.stream()
                .collect(Collectors.groupingBy(group, Collectors.counting()))
                .values();
    }

    private static double pairs(Collection<Long> sizes) {
        return sizes.stream().mapToDouble(RandIndex::pairs).sum();
    }

    private static double pairs(long of) {
        return of * (of - 1) / 2.0;
    }
}
