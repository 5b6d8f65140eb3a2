package dev.tocsin.engine.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormulaTest {

    @ParameterizedTest
    @CsvSource({
        // formula, up, degraded, down, unknown, maintenance, percent
        "STRICT, 98, 1, 1, 100, 50, 98.000",
        "WEIGHTED, 98, 1, 1, 100, 50, 98.700",
        "UNKNOWN_AS_DOWN, 98, 1, 1, 100, 50, 49.000",
        "STRICT, 0, 1, 0, 0, 0, 0.000",
        "WEIGHTED, 0, 1, 0, 0, 0, 70.000",
        "STRICT, 2, 0, 1, 0, 0, 66.666",
        "STRICT, 2678399999, 0, 1, 0, 0, 99.999",
        "WEIGHTED, 2678399999, 1, 0, 0, 0, 99.999",
        "STRICT, 2678400000, 0, 0, 0, 0, 100.000",
        "UNKNOWN_AS_DOWN, 0, 0, 0, 7, 0, 0.000"
    })
    void neverSaysMoreThanWasReached(
            Formula formula, long up, long degraded, long down, long unknown, long maintenance, BigDecimal percent) {
        assertThat(formula.percent(new StatusDurations(up, degraded, down, unknown, maintenance)))
                .as(formula.name().toLowerCase(Locale.ROOT))
                .contains(percent);
    }

    @ParameterizedTest
    @EnumSource
    void ofNoTimeItSaysNothing(Formula formula) {
        assertThat(formula.percent(StatusDurations.NONE)).isEmpty();
        assertThat(formula.percent(new StatusDurations(0, 0, 0, 0, 1000))).isEmpty();
    }

    @Test
    void whatIsLostIsRoundedUp() {
        var tally = new StatusDurations(100, 11, 5, 2, 0);

        assertThat(Formula.STRICT.lost(tally)).isEqualTo(16);
        assertThat(Formula.WEIGHTED.lost(tally)).isEqualTo(9);
        assertThat(Formula.UNKNOWN_AS_DOWN.lost(tally)).isEqualTo(18);
    }
}
