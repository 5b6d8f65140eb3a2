package dev.tocsin.notifier.maintenance;

import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Supplier;

/// A window that is moved, prolonged, cancelled and planned again at random, and begins and ends by the clock.
public final class RandomWork {

    private final Random random;
    private final Work work;
    private WindowUpdated window;
    private Instant now;

    public RandomWork(Random random, Instant from) {
        this.random = random;
        this.now = from;
        this.work = Work.from(from.plus(hours(120)), Duration.ofMinutes(1 + random.nextInt(600)));
        this.window = work.scheduled(from);
    }

    public WindowUpdated window() {
        return window;
    }

    public Instant now() {
        return now;
    }

    /// Some hours pass, and something may happen.
    public void step() {
        now = now.plus(Duration.ofMinutes(random.nextInt(480)));
        window = switch (window.state()) {
            case SCHEDULED -> now.isBefore(window.startsAt()) ? sometimes(this::replanned) : work.begun(now);
            case IN_PROGRESS -> now.isBefore(window.endsAt()) ? sometimes(this::edited) : work.completed(now);
            case CANCELLED -> sometimes(this::replanned);
            case COMPLETED -> window;
        };
    }

    public void end() {
        window = work.in(window.state() == WindowState.CANCELLED ? WindowState.CANCELLED : WindowState.COMPLETED, now);
    }

    private WindowUpdated sometimes(Supplier<WindowUpdated> edit) {
        return random.nextInt(4) == 0 ? edit.get() : window;
    }

    private WindowUpdated replanned() {
        if (random.nextInt(3) == 0) {
            return work.cancelled(now);
        }
        return work.moved(hours(100).minus(Duration.ofHours(40))).scheduled(now);
    }

    private WindowUpdated edited() {
        return random.nextInt(3) == 0
                ? work.cancelled(now)
                : work.prolonged(Duration.ofMinutes(random.nextInt(60))).begun(now);
    }

    private Duration hours(int most) {
        return Duration.ofHours(random.nextInt(most));
    }
}
