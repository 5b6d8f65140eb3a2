package dev.tocsin.incident.trust.figures.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.trust.figures.FiguresOfTests;
import org.junit.jupiter.api.Test;

/// The sizes from which decision 43 computes the database's growth.
class FigureSizeTest {

    @Test
    void aMinuteByItselfIsSmall() {
        var minute = SlotsForm.write(FiguresOfTests.hour(1, 3, 1, 6));

        assertThat(minute).hasSizeLessThan(150);
    }

    @Test
    void anHourOfMinutesIsAFewBytesForEachMinuteAndVantagePoint() {
        var hour = SlotsForm.write(FiguresOfTests.hour(1, 3, 60, 6));

        assertThat(hour).hasSizeLessThan(60 * 3 * 5);
    }

    @Test
    void aDayOfHoursIsSmallerThanTwoHoursOfMinutes() {
        var day = SlotsForm.write(FiguresOfTests.hour(1, 3, 24, 360));

        assertThat(day).hasSizeLessThan(24 * 3 * 28);
    }
}
