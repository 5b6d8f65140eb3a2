package dev.tocsin.engine.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final long APRIL = Duration.ofDays(30).toMillis();

    @Test
    void ofTwoRegionsTheTimeOfBothCounts() {
        var counted = new StatusDurations(2 * APRIL - 600_000, 0, 600_000, 0, 0);

        assertThat(Budget.of(99.95, 2 * APRIL, counted)).isEqualTo(new Budget(99.95, 2_592_000, 600_000, 1_992_000));
    }

    @Test
    void degradedTimeCostsThreeTenthsAndAnnouncedWorkNothing() {
        var counted = new StatusDurations(0, 1_000_000, 0, 0, APRIL / 2);

        assertThat(Budget.of(99.9, APRIL, counted)).isEqualTo(new Budget(99.9, 1_296_000, 300_000, 996_000));
    }

    @Test
    void moreThanAllIsBelowNothing() {
        assertThat(Budget.of(99.999, APRIL, new StatusDurations(0, 0, 60_000, 0, 0))
                        .left())
                .isEqualTo(25_920 - 60_000);
    }
}
