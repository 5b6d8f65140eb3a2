package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.web.Serving.MeasuredPair;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServingTest {

    private static final Load FILE = load("a file", 20_000, 1_000, 5, 0);

    @Test
    void halfOfTheFileIsEnough() {
        assertThat(ratio(load("/", 20_000, 500, 5, 0)).met()).isTrue();
        assertThat(ratio(load("/", 20_000, 499, 5, 0)).met()).isFalse();
    }

    @Test
    void failuresMeetNoAim() {
        var figures = figures(load("/", 20_000, 1_000, 5, 1));

        assertThat(figures)
                .filteredOn(figure -> figure.aim() != null)
                .noneMatch(figure -> Objects.equals(figure.met(), true));
    }

    @Test
    void quickIsWhatIsQuickBelowSaturation() {
        assertThat(figures(load("/", 20_000, 1_000, 19.9, 0)).get(1).met()).isTrue();
        assertThat(figures(load("/", 20_000, 1_000, 20, 0)).get(1).met()).isFalse();
    }

    @Test
    void theRoundInTheMiddleCounts() {
        var load = new Load(
                "/", 1, List.of(served(300, 1, 0), served(100, 1, 0), served(200, 1, 0)), 50, served(50, 1, 0));

        assertThat(load.middle().perSecond()).isEqualTo(200);
    }

    private static List<Figure> figures(Load load) {
        return new Serving(List.of(new MeasuredPair(load, FILE))).figures();
    }

    private static Figure ratio(Load load) {
        return figures(load).getFirst();
    }

    /// Each answer of as many bytes as its body.
    private static Load load(String what, long bytes, double perSecond, double pacedMost, long failed) {
        var saturated = new Served(perSecond, perSecond * bytes, 10, 100, failed);
        return new Load(what, bytes, List.of(saturated), perSecond / 2, served(perSecond / 2, pacedMost, 0));
    }

    private static Served served(double perSecond, double p99, long failed) {
        return new Served(perSecond, perSecond, 1, p99, failed);
    }
}
