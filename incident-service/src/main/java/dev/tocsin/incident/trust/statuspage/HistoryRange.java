package dev.tocsin.incident.trust.statuspage;

import dev.tocsin.engine.uptime.Span;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/// The months that one page of the history shows.
///
/// @param last the newest of them
/// @param present the month in progress
public record HistoryRange(YearMonth last, YearMonth present, ZoneId zone) {

    static final int MONTHS = 3;

    public static HistoryRange of(YearMonth last, ZoneId zone, Instant now) {
        return new HistoryRange(last, YearMonth.from(now.atZone(zone)), zone);
    }

    /// The newest first.
    public List<YearMonth> months() {
        return Stream.iterate(last, month -> month.minusMonths(1)).limit(MONTHS).toList();
    }

    public Span span() {
        return new Span(
                Span.of(months().getLast(), zone).from(), Span.of(last, zone).to());
    }

    YearMonth earlier() {
        return last.minusMonths(MONTHS);
    }

    boolean hasLater() {
        return last.isBefore(present);
    }

    YearMonth later() {
        var later = last.plusMonths(MONTHS);
        return later.isAfter(present) ? present : later;
    }
}
