package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import dev.tocsin.benchmarks.web.OverviewSpeed.PageLoad;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverviewSpeedTest {

    @Test
    void mediansAreJudged() {
        var speed = new OverviewSpeed(
                5_000,
                List.of(load(90, 300), load(20, 40), load(30, 50)),
                List.of(Duration.ofMillis(900), Duration.ofMillis(300), Duration.ofMillis(320)));

        assertThat(speed.figures())
                .extracting(Figure::result, Figure::met)
                .containsExactly(tuple("30 and 50 ms", null), tuple("600 and 60.0 kB", true), tuple("320 ms", true));
    }

    @Test
    void withoutABrowserThePaintIsLeftOut() {
        var paint =
                new OverviewSpeed(8, List.of(load(1, 2)), List.of()).figures().getLast();

        assertThat(paint.result()).startsWith("left out");
        assertThat(paint.met()).isNull();
    }

    private static PageLoad load(long firstByte, long complete) {
        return new PageLoad(Duration.ofMillis(firstByte), Duration.ofMillis(complete), 600_000, 60_000);
    }
}
