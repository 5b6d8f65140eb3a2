package dev.tocsin.benchmarks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchingTest {

    private static final Change TO_ALL = new Change("a component", 3, List.of(400L, 300L, 200L), 30_000);

    @Test
    void theLastViewerCounts() {
        assertThat(figure(0, TO_ALL).met()).isTrue();
        assertThat(figure(0, TO_ALL, new Change("a component", 3, List.of(1L, 1L, 1_001L), 0))
                        .met())
                .isFalse();
    }

    @Test
    void whoIsMissedOrDroppedMeetsNoAim() {
        assertThat(figure(0, new Change("a component", 3, List.of(1L, 1L), 0)).met())
                .isFalse();
        assertThat(figure(1, TO_ALL).met()).isFalse();
        assertThat(figure(1, TO_ALL).result()).endsWith("; 0 did not come, 1 dropped");
    }

    @Test
    void bytesAreThoseOfOneChangeToOneViewer() {
        assertThat(figure(0, TO_ALL).result()).isEqualTo("p50 300, p99 400, the last 400 ms; 10.0 kB each");
    }

    private static Figure figure(long dropped, Change... changes) {
        return new Watching(List.of(changes), dropped).figure();
    }
}
