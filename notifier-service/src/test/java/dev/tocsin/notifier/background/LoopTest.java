package dev.tocsin.notifier.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aPauseEndsWithTheLoop() throws InterruptedException {
        var ran = new CountDownLatch(1);
        var loop = Loop.start("idle", LONG, () -> {
            ran.countDown();
            return false;
        });
        ran.await();

        assertTimeoutPreemptively(Duration.ofSeconds(4), loop::close);
    }

    @Test
    void theStepUnderWayEnds() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var loop = Loop.start("busy", LONG, () -> {
            begun.countDown();
            pause();
            ended.set(true);
            return true;
        });
        begun.await();

        loop.close();

        assertThat(ended).isTrue();
    }

    @Test
    void aStepThatFailsIsTriedAgain() {
        var steps = new AtomicInteger();
        try (var _ = Loop.start("failing", LONG, () -> {
            steps.incrementAndGet();
            throw new IllegalStateException("on purpose");
        })) {
            await().untilAsserted(() -> assertThat(steps).hasValueGreaterThan(1));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
