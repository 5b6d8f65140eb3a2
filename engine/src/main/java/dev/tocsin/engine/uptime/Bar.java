package dev.tocsin.engine.uptime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A cell's last days in a strip, the oldest first: days that are in no run were up.
///
/// @param days the number of days
/// @param runs the runs of days that were not up, or about which nothing is known
public record Bar(int days, List<BarRun> runs) {

    /// The height of a strip.
    public static final int TALLEST = 12;

    private static final int LEAST = 4;

    /// Days in a row that look alike.
    ///
    /// @param from the first day, counted from 0
    /// @param height the share of trouble in each day, at most [#TALLEST]
    public record BarRun(int from, int length, int height, Status status) {}

    public Bar {
        runs = List.copyOf(runs);
    }

    public static Bar of(List<StatusDurations> days) {
        var runs = new ArrayList<BarRun>();
        for (var day = 0; day < days.size(); day++) {
            var tally = days.get(day);
            var status = status(tally);
            if (status != Status.UP) {
                append(runs, new BarRun(day, 1, height(tally, status), status));
            }
        }
        return new Bar(days.size(), runs);
    }

    /// The run that has this day, counted from 0; empty for a day that was up.
    public Optional<BarRun> at(int day) {
        return runs.stream()
                .filter(run -> run.from() <= day && day < run.from() + run.length())
                .findFirst();
    }

    /// The number of days that were down or degraded for a while.
    public int troubled() {
        return runs.stream()
                .filter(run -> run.status() == Status.DOWN || run.status() == Status.DEGRADED)
                .mapToInt(BarRun::length)
                .sum();
    }

    /// The worst status of a day; a day with announced work and nothing worse is one of maintenance.
    public static Status status(StatusDurations day) {
        if (day.isEmpty()) {
            return Status.UNWATCHED;
        }
        if (day.down() > 0) {
            return Status.DOWN;
        }
        if (day.degraded() > 0) {
            return Status.DEGRADED;
        }
        if (day.unknown() > 0) {
            return Status.UNKNOWN;
        }
        return day.maintenance() > 0 ? Status.MAINTENANCE : Status.UP;
    }

    private static int height(StatusDurations day, Status status) {
        var all = day.up() + day.degraded() + day.down() + day.unknown() + day.maintenance();
        var lost = switch (status) {
            case DOWN, DEGRADED -> Formula.WEIGHTED.lost(day);
            case UNKNOWN -> day.unknown();
            case MAINTENANCE -> day.maintenance();
            case UP -> 0L;
            case UNWATCHED -> all;
        };
        return all == 0 ? TALLEST : (int) Math.max(LEAST, Math.min(TALLEST, lost * TALLEST / all));
    }

    private static void append(List<BarRun> runs, BarRun next) {
        var last = runs.isEmpty() ? null : runs.getLast();
        if (last != null
                && last.from() + last.length() == next.from()
                && last.height() == next.height()
                && last.status() == next.status()) {
            runs.set(runs.size() - 1, new BarRun(last.from(), last.length() + 1, last.height(), last.status()));
        } else {
            runs.add(next);
        }
    }
}
