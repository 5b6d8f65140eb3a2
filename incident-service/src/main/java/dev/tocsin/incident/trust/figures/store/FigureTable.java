package dev.tocsin.incident.trust.figures.store;

import dev.tocsin.incident.trust.figures.FigureStep;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The tables of packed figures, and how they are partitioned.
enum FigureTable {
    MINUTES("figure_minutes", FigureStep.MINUTE, DateTimeFormatter.ofPattern("uuuuMMdd")),
    HOURS("figure_hours", FigureStep.HOUR, DateTimeFormatter.ofPattern("uuuuMM"));

    private final String table;
    private final FigureStep step;
    private final DateTimeFormatter suffix;

    FigureTable(String table, FigureStep step, DateTimeFormatter suffix) {
        this.table = table;
        this.step = step;
        this.suffix = suffix;
    }

    /// A partition of a table, with its bounds.
    record Partition(String name, Instant from, Instant to) {

        boolean isOlderThan(Duration kept, Instant now) {
            return !to.isAfter(now.minus(kept));
        }
    }

    static FigureTable of(FigureStep step) {
        return step == FigureStep.MINUTE ? MINUTES : HOURS;
    }

    String table() {
        return table;
    }

    FigureStep step() {
        return step;
    }

    /// The partition that has rows of that time.
    Partition partition(Instant at) {
        var day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        var first = this == MINUTES ? day : day.withDayOfMonth(1);
        var next = this == MINUTES ? first.plusDays(1) : first.plusMonths(1);
        return new Partition(
                "%s_%s".formatted(table, suffix.format(first)),
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                next.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /// The partition of that name.
    Partition partition(String name) {
        var text = name.substring(table.length() + 1);
        var first = this == MINUTES
                ? LocalDate.parse(text, suffix)
                : YearMonth.parse(text, suffix).atDay(1);
        return partition(first.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
