package dev.tocsin.engine.uptime;

import dev.tocsin.contract.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The verdicts of one cell over a span of time, without gap or overlap.
public record Timeline(List<Interval> intervals) {

    public Timeline {
        intervals = List.copyOf(intervals);
    }

    /// @param turns verdict changes of one cell, in any order, each any number of times; one before the span gives the
    ///     verdict at its start
    /// @param amendments the amendments of that cell
    /// @param works the announced work on that cell
    public static Timeline of(
            Collection<VerdictChange> turns,
            Collection<Amendment> amendments,
            Collection<MaintenanceSpan> works,
            Span span) {
        var ordered = inOrder(turns);
        var latestFirst = amendments.stream()
                .sorted(Comparator.comparingLong(Amendment::id).reversed())
                .toList();
        var borders = new TreeSet<Instant>();
        borders.add(span.from());
        ordered.forEach(turn -> borders.add(turn.at()));
        amendments.forEach(amendment -> add(amendment.span(), borders));
        works.forEach(work -> add(work.span(), borders));
        borders.add(span.to());

        var intervals = new ArrayList<Interval>();
        var turn = -1;
        Instant from = null;
        for (var to : borders) {
            if (from != null) {
                while (turn + 1 < ordered.size() && !ordered.get(turn + 1).at().isAfter(from)) {
                    turn++;
                }
                var part = new Span(from, to).and(span);
                if (!part.isEmpty()) {
                    append(
                            intervals,
                            interval(part, turn < 0 ? null : ordered.get(turn).verdict(), latestFirst, works));
                }
            }
            from = to;
        }
        return new Timeline(intervals);
    }

    public StatusDurations tally() {
        return intervals.stream().map(StatusDurations::of).reduce(StatusDurations.NONE, StatusDurations::plus);
    }

    /// The durations in each of these spans, which are in order.
    public List<StatusDurations> tallies(List<Span> parts) {
        var tallies = new ArrayList<StatusDurations>(parts.size());
        var first = 0;
        for (var part : parts) {
            while (first < intervals.size() && !intervals.get(first).span().to().isAfter(part.from())) {
                first++;
            }
            var sum = StatusDurations.NONE;
            for (var each = first;
                    each < intervals.size() && intervals.get(each).span().from().isBefore(part.to());
                    each++) {
                sum = sum.plus(StatusDurations.of(intervals.get(each).within(part)));
            }
            tallies.add(sum);
        }
        return tallies;
    }

    /// The part of it that lies in the span.
    public Timeline within(Span span) {
        return new Timeline(intervals.stream()
                .map(interval -> interval.within(span))
                .filter(interval -> !interval.span().isEmpty())
                .toList());
    }

    /// Orders the changes by their numbers; no change begins before the previous one.
    private static List<VerdictChange> inOrder(Collection<VerdictChange> turns) {
        var byNumber = turns.stream()
                .collect(Collectors.toMap(VerdictChange::number, turn -> turn, (one, _) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparingLong(VerdictChange::number))
                .toList();
        var ordered = new ArrayList<VerdictChange>();
        for (var turn : byNumber) {
            var before = ordered.isEmpty() ? turn.at() : ordered.getLast().at();
            ordered.add(
                    turn.at().isBefore(before)
                            ? new VerdictChange(turn.cell(), turn.number(), before, turn.verdict())
                            : turn);
        }
        return ordered;
    }

    private static Interval interval(
            Span part, @Nullable Verdict measured, List<Amendment> latestFirst, Collection<MaintenanceSpan> works) {
        var maintenance = works.stream().anyMatch(work -> covers(work.span(), part));
        for (var amendment : latestFirst) {
            if (covers(amendment.span(), part)) {
                return new Interval(part, amendment.verdict(), maintenance, amendment.id());
            }
        }
        return new Interval(part, measured, maintenance, null);
    }

    private static void append(List<Interval> intervals, Interval next) {
        var last = intervals.isEmpty() ? null : intervals.getLast();
        if (last != null
                && last.equals(new Interval(last.span(), next.verdict(), next.maintenance(), next.amendment()))) {
            var both = new Span(last.span().from(), next.span().to());
            intervals.set(
                    intervals.size() - 1, new Interval(both, next.verdict(), next.maintenance(), next.amendment()));
        } else {
            intervals.add(next);
        }
    }

    private static boolean covers(Span span, Span part) {
        return !span.from().isAfter(part.from()) && !span.to().isBefore(part.to());
    }

    private static void add(Span span, TreeSet<Instant> borders) {
        borders.add(span.from());
        borders.add(span.to());
    }
}
