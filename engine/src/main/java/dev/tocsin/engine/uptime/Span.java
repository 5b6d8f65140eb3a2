package dev.tocsin.engine.uptime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/// A span of time.
///
/// @param to the end; never before `from`
public record Span(Instant from, Instant to) {

    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a span ends before it begins: %s, %s".formatted(from, to));
        }
    }

    /// A month as the clocks of the zone show it: an hour longer or shorter when clocks change in it.
    public static Span of(YearMonth month, ZoneId zone) {
        return new Span(
                month.atDay(1).atStartOfDay(zone).toInstant(),
                month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant());
    }

    public static Span of(LocalDate day, ZoneId zone) {
        return new Span(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    public long millis() {
        return to.toEpochMilli() - from.toEpochMilli();
    }

    @JsonIgnore
    public boolean isEmpty() {
        return !from.isBefore(to);
    }

    /// The overlap of both spans; empty, at an end of one of them, if there is none.
    public Span and(Span other) {
        var begins = from.isAfter(other.from) ? from : other.from;
        var ends = to.isBefore(other.to) ? to : other.to;
        return new Span(begins, ends.isBefore(begins) ? begins : ends);
    }

    /// This span, up to `end` at most.
    public Span until(Instant end) {
        return and(new Span(from, end.isBefore(from) ? from : end));
    }
}
