package dev.tocsin.notifier.maintenance;

import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.CANCELLED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.COMPLETED;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.IN_PROGRESS;
import static dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState.SCHEDULED;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Tells of one window, numbered from 1, as the incident service would.
public final class Work {

    private final String id;
    private String title = "Weekly patching";
    private List<Cell> cells = List.of(Cell.of("login@na"), Cell.of("cache@na"));
    private Instant startsAt;
    private Instant endsAt;
    private long number;

    private Work(Instant startsAt, Duration lasts) {
        this.id = "work-" + ThreadLocalRandom.current().nextLong(1L << 40);
        this.startsAt = startsAt;
        this.endsAt = startsAt.plus(lasts);
    }

    public static Work from(Instant startsAt, Duration lasts) {
        return new Work(startsAt, lasts);
    }

    public String id() {
        return id;
    }

    public Instant startsAt() {
        return startsAt;
    }

    public Instant endsAt() {
        return endsAt;
    }

    public Work called(String next) {
        title = next;
        return this;
    }

    public Work on(String... next) {
        cells = Stream.of(next).map(Cell::of).toList();
        return this;
    }

    public Work moved(Duration by) {
        startsAt = startsAt.plus(by);
        endsAt = endsAt.plus(by);
        return this;
    }

    public Work prolonged(Duration by) {
        endsAt = endsAt.plus(by);
        return this;
    }

    public WindowUpdated scheduled(Instant now) {
        return in(SCHEDULED, now);
    }

    public WindowUpdated begun(Instant now) {
        return in(IN_PROGRESS, now);
    }

    public WindowUpdated completed(Instant now) {
        return in(COMPLETED, now);
    }

    public WindowUpdated cancelled(Instant now) {
        return in(CANCELLED, now);
    }

    public WindowUpdated in(WindowState state, Instant now) {
        return new WindowUpdated(id, ++number, title, cells, startsAt, endsAt, state, now, null, null);
    }
}
