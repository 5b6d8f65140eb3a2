package dev.tocsin.engine.uptime;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/// A span of time.
///
/// @param to when it is over; never before `from`
public record Span(Instant from, Instant to) {

    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a span ends before it begins: %s, %s".formatted(from, to));
        }
    }

    /// A month as the clocks of the zone show it: an hour longer or shorter where they are changed in it.
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

    /// What both have in common; empty, at an end of one of them, if nothing is.
    public Span and(Span other) {
        var begins = from.isAfter(other.from) ? from : other.from;
        var ends = to.isBefore(other.to) ? to : other.to;
        return new Span(begins, ends.isBefore(begins) ? begins : ends);
    }

    /// Up to then at most.
    public Span until(Instant end) {
        return and(new Span(from, end.isBefore(from) ? from : end));
    }
}
