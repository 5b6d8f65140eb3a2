package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.delivery.Delivery.Delivered;
import dev.tocsin.notifier.delivery.Delivery.Due;
import dev.tocsin.notifier.delivery.Delivery.GivenUp;
import dev.tocsin.notifier.delivery.SendResult.Gone;
import dev.tocsin.notifier.delivery.SendResult.Refused;
import dev.tocsin.notifier.delivery.SendResult.Sent;
import dev.tocsin.notifier.delivery.SendResult.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class RetryLadderTest {

    private static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");
    private static final RetryLadder LADDER = RetryLadder.DEFAULT;

    @Test
    void whatIsTakenIsDelivered() {
        var next = LADDER.after(tried(3, 3), new Sent("204"), NOON, 0.5);

        assertThat(next).isEqualTo(new Delivered("d", 3, NOON, "204"));
    }

    @Test
    void whatFailsIsTriedAgainEverMorePatientlyAndThenGivenUp() {
        var waits = new ArrayList<Duration>();

        for (var attempt = 1;
                LADDER.after(tried(attempt, attempt), new TryLater("503"), NOON, 0) instanceof Due due;
                attempt++) {
            waits.add(Duration.between(NOON, due.dueAt()));
        }

        assertThat(waits)
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(10));
        assertThat(LADDER.after(tried(8, 8), new TryLater("503"), NOON, 0)).isEqualTo(new GivenUp("d", 8, NOON, "503"));
    }

    @Test
    void aReplayBeginsAtTheFootOfTheLadder() {
        var next = LADDER.after(tried(9, 1), new TryLater("503"), NOON, 0);

        assertThat(next).isEqualTo(new Due("d", 9, 1, NOON.plusSeconds(5)));
    }

    @Test
    void jitterSpreadsTheWaitOverAFifth() {
        var next = (Due) LADDER.after(tried(2, 2), new TryLater("503"), NOON, 1);

        assertThat(next.dueAt()).isEqualTo(NOON.plus(Duration.ofMinutes(6)));
    }

    @Test
    void aLongerRetryAfterIsHonouredUpToADay() {
        assertThat(dueAfter(Duration.ofMinutes(1))).isEqualTo(NOON.plus(Duration.ofMinutes(1)));
        assertThat(dueAfter(Duration.ofSeconds(1))).isEqualTo(NOON.plusSeconds(5));
        assertThat(dueAfter(Duration.ofDays(365))).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(dueAfter(Duration.ofDays(-1))).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void whatIsRefusedIsGivenUpAtOnce() {
        assertThat(LADDER.after(tried(1, 1), new Refused("550"), NOON, 0)).isEqualTo(new GivenUp("d", 1, NOON, "550"));
        assertThat(LADDER.after(tried(1, 1), new Gone("410"), NOON, 0)).isEqualTo(new GivenUp("d", 1, NOON, "410"));
    }

    private static Instant dueAfter(Duration retryAfter) {
        return ((Due) LADDER.after(tried(1, 1), new TryLater("429", retryAfter), NOON, 0)).dueAt();
    }

    private static Due tried(int attempt, int rung) {
        return new Due("d", attempt, rung, NOON);
    }
}
