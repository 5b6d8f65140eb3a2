package dev.tocsin.incident.trust.latency;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The latencies of one cell's checks in the last hours, by check and vantage point.
///
/// @param from the beginning of the charts, at a full minute
/// @param to the end of the charts
/// @param checks in the order of their names
public record CellLatencies(Instant from, Instant to, List<OfCheck> checks) {

    /// The usual length of an incident, with a while before it.
    public static final Duration WINDOW = Duration.ofHours(2);

    private static final Duration SLICE = Duration.ofMinutes(30);

    /// @param scale the top of all charts of this check, in milliseconds, so that the charts can be compared
    /// @param charts in the order of the vantage points' names
    public record OfCheck(String check, long scale, List<Chart> charts) {}

    /// The latencies seen from one vantage point.
    ///
    /// @param name the name of the vantage point
    /// @param total the summary of the whole time
    /// @param minutes the minutes in which the check was asked, by their number from the beginning
    /// @param slices the same in half hours, for a table
    public record Chart(
            String name, long scale, CheckSummary total, Map<Integer, CheckSummary> minutes, List<Slice> slices) {

        /// The lines of the chart.
        public Curves curves() {
            return Curves.of(minutes, scale);
        }
    }

    public record Slice(Instant from, Instant to, CheckSummary tally) {}

    /// The width of the charts in minutes.
    public long minutes() {
        return Duration.between(from, to).toMinutes();
    }

    /// Whether that time is within the charts.
    public boolean marks(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /// The position of that time in the charts, in minutes from the beginning.
    public long minuteOf(Instant at) {
        return Duration.between(from, at).toMinutes();
    }

    /// @param events the events of one cell
    /// @param known the time since which these are all events of the cell; earlier ones are left out
    public static CellLatencies of(Collection<HealthObserved> events, Instant known, Catalog catalog, Instant now) {
        var to = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        var earliest = to.minus(WINDOW);
        var from =
                known.isAfter(earliest) ? known.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES) : earliest;
        var byCheck = events.stream()
                .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
                .collect(groupingBy(HealthObserved::check, TreeMap::new, toList()));
        return new CellLatencies(
                from,
                to,
                byCheck.entrySet().stream()
                        .map(check -> ofCheck(check.getKey(), check.getValue(), from, to, catalog))
                        .toList());
    }

    private static OfCheck ofCheck(
            String check, List<HealthObserved> events, Instant from, Instant to, Catalog catalog) {
        var byPoint = events.stream()
                .collect(groupingBy(
                        event -> DisplayNames.vantagePoint(catalog, event.vantagePoint()), TreeMap::new, toList()));
        var scale = Curves.scale(events.stream()
                .collect(groupingBy(
                        event -> event.vantagePoint() + "/" + minute(event, from),
                        collectingAndThen(toList(), CheckSummary::of)))
                .values());
        return new OfCheck(
                check,
                scale,
                byPoint.entrySet().stream()
                        .map(point -> chart(point.getKey(), scale, point.getValue(), from, to))
                        .toList());
    }

    private static Chart chart(String name, long scale, List<HealthObserved> events, Instant from, Instant to) {
        var minutes = events.stream()
                .collect(groupingBy(
                        event -> minute(event, from), TreeMap::new, collectingAndThen(toList(), CheckSummary::of)));
        var slices = Stream.iterate(from, start -> start.isBefore(to), start -> start.plus(SLICE))
                .map(start -> slice(events, start, start.plus(SLICE).isAfter(to) ? to : start.plus(SLICE)))
                .toList();
        return new Chart(name, scale, CheckSummary.of(events), minutes, slices);
    }

    private static Slice slice(List<HealthObserved> events, Instant from, Instant to) {
        return new Slice(
                from,
                to,
                CheckSummary.of(events.stream()
                        .filter(event ->
                                !event.time().isBefore(from) && event.time().isBefore(to))
                        .toList()));
    }

    private static int minute(HealthObserved event, Instant from) {
        return (int) Duration.between(from, event.time()).toMinutes();
    }
}
