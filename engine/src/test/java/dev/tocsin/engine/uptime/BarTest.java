package dev.tocsin.engine.uptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.engine.uptime.Bar.BarRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final StatusDurations UP = new StatusDurations(DAY, 0, 0, 0, 0);

    @Test
    void aStripOfNothingButUpHasNoRuns() {
        var bar = Bar.of(Collections.nCopies(90, UP));

        assertThat(bar.runs()).isEmpty();
        assertThat(bar.troubled()).isZero();
    }

    @Test
    void aDayIsAsTallAsItsTroubleAndNeverTooSmallToSee() {
        var bar = Bar.of(List.of(
                UP,
                new StatusDurations(0, 0, DAY, 0, 0),
                new StatusDurations(DAY / 2, 0, DAY / 2, 0, 0),
                new StatusDurations(DAY - 1, 1, 0, 0, 0),
                new StatusDurations(DAY / 2, 0, 0, DAY / 2, 0),
                new StatusDurations(0, 0, 0, 0, DAY)));

        assertThat(bar.runs())
                .containsExactly(
                        new BarRun(1, 1, 12, Status.DOWN),
                        new BarRun(2, 1, 6, Status.DOWN),
                        new BarRun(3, 1, 4, Status.DEGRADED),
                        new BarRun(4, 1, 6, Status.UNKNOWN),
                        new BarRun(5, 1, 12, Status.MAINTENANCE));
    }

    @Test
    void daysOfWhichNothingIsKnownAreOneRunAndNoTrouble() {
        var days = new ArrayList<>(Collections.nCopies(80, StatusDurations.NONE));
        days.addAll(Collections.nCopies(9, UP));
        days.add(new StatusDurations(DAY / 2, 0, DAY / 2, 0, 0));

        var bar = Bar.of(days);

        assertThat(bar.runs())
                .containsExactly(new BarRun(0, 80, 12, Status.UNWATCHED), new BarRun(89, 1, 6, Status.DOWN));
        assertThat(bar.troubled()).isOne();
    }
}
