package dev.tocsin.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tocsin.benchmarks.accuracy.RandIndex.Grouped;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandIndexTest {

    @Test
    void theSameGroupsByOtherNamesAgree() {
        assertThat(index("aabbc", "xxyyz")).isEqualTo(1);
    }

    @Test
    void aSingleThingOrNoneAgrees() {
        assertThat(index("a", "x")).isEqualTo(1);
        assertThat(index("", "")).isEqualTo(1);
    }

    @Test
    void oneGroupTornApartIsAsGoodAsChance() {
        assertThat(index("aaaa", "xxyy")).isEqualTo(0);
    }

    /// Hubert and Arabie's formula by hand: (2 - 4·5/15) / (4.5 - 4·5/15).
    @Test
    void someAgreementIsBetween() {
        assertThat(index("aaabbb", "xxyyzz")).isEqualTo(0.2424, within(0.0001));
    }

    private static double index(String ones, String others) {
        return RandIndex.adjusted(IntStream.range(0, ones.length())
                .mapToObj(at -> new Grouped(ones.substring(at, at + 1), others.substring(at, at + 1)))
                .toList());
    }

    @Test
    void thingsThatBelongNowhereCount() {
        var things = List.of(new Grouped("a", "x"), new Grouped("a", "x"), new Grouped("none", "x"));

        assertThat(RandIndex.adjusted(things)).isLessThan(0.5);
    }
}
