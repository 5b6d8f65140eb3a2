package dev.tocsin.incident.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.incident.trust.live.Harbour;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachedValueTest {

    private final SettableClock clock = new SettableClock();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private int made;
    private @Nullable RuntimeException failure;
    private final CachedValue<Integer> kept = new CachedValue<>(clock, tasks::add, (_, _) -> make());

    private int make() {
        if (failure != null) {
            throw failure;
        }
        return ++made;
    }

    @Test
    void whoAsksFirstWaitsUntilItIsMade() {
        var asked = ask();
        assertThat(asked).isNotDone();

        work();

        assertThat(asked).isCompletedWithValue(1);
    }

    @Test
    void allWhoWaitGetTheSame() {
        var one = ask();
        var other = ask();

        work();

        assertThat(one).isCompletedWithValue(1);
        assertThat(other).isCompletedWithValue(1);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void itIsKeptAsLongAsItIsYoung() {
        made();

        clock.pass(CachedValue.RENEWED_AFTER.minusMillis(1));

        assertThat(ask()).isCompletedWithValue(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void whileItIsMadeAnewOthersGetWhatWasThere() {
        made();

        clock.pass(CachedValue.RENEWED_AFTER);
        assertThat(ask()).isCompletedWithValue(1);
        assertThat(ask()).isCompletedWithValue(1);
        work();

        assertThat(ask()).isCompletedWithValue(2);
        assertThat(made).isEqualTo(2);
    }

    @Test
    void whoAsksAllTheTimeDoesNotWaitThoughMakingTakesLong() {
        made();

        clock.pass(CachedValue.RENEWED_AFTER);
        assertThat(ask()).isCompletedWithValue(1);
        clock.pass(Duration.ofSeconds(2));
        assertThat(ask()).isCompletedWithValue(1);
        clock.pass(Duration.ofSeconds(3));
        assertThat(ask()).isNotDone();
    }

    @Test
    void nobodyGetsWhatWasOlderThanASecondWhenItWasAskedFor() {
        made();

        clock.pass(Duration.ofSeconds(1));
        var asked = ask();
        assertThat(asked).isNotDone();
        work();

        assertThat(asked).isCompletedWithValue(2);
    }

    @Test
    void aClockThatIsSetBackKeepsNothing() {
        made();

        clock.pass(Duration.ofHours(-1));
        var asked = ask();
        work();

        assertThat(asked).isCompletedWithValue(2);
    }

    @Test
    void whatCannotBeMadeIsTriedAgain() {
        failure = new IllegalStateException("not yet");
        var asked = ask();
        work();
        assertThatThrownBy(asked::join).hasRootCauseMessage("not yet");

        failure = null;
        var again = ask();
        work();

        assertThat(again).isCompletedWithValue(1);
    }

    @Test
    void whoLeavesTakesItFromNobody() {
        var left = ask();
        var stays = ask();
        left.cancel(false);

        work();

        assertThat(stays).isCompletedWithValue(1);
    }

    private void made() {
        var _ = ask();
        work();
    }

    private CompletableFuture<Integer> ask() {
        return kept.current().subscribeAsCompletionStage();
    }

    private void work() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static final class SettableClock extends Clock {

        private Instant now = Harbour.NOON;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
