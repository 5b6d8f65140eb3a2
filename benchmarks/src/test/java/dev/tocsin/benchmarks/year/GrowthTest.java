package dev.tocsin.benchmarks.year;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.suite.SuiteReport.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void onlyWhatHasRowsForEachSubscriberIsScaled() {
        var all = List.of(
                new TableSize("delivery", 4_500_000, 2_000_000_000),
                new TableSize("incident_cell", 3_000, 500_000_000));
        var kept = List.of(new TableSize("delivery", 1_100_000, 600_000_000), new TableSize("token", 0, 0));

        var figures = new Growth(10_000, 150, 90, all, kept).figures();

        assertThat(figures)
                .extracting(Figure::result)
                .containsExactly(
                        "20.5 GB",
                        "6.0 GB",
                        "22.5 GB",
                        "2.50 GB, and 0.60 GB with removal",
                        "4,500,000, 444",
                        "3,000, 166667");
        assertThat(figures.getFirst().what())
                .isEqualTo("a year of 150 incidents at 100,000 subscribers, nothing removed");
    }
}
