package dev.tocsin.incident.trust.uptime;

import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.engine.uptime.Budget;
import dev.tocsin.engine.uptime.Formula;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.engine.uptime.Timeline;
import dev.tocsin.engine.uptime.UptimeInputs;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A component's error budget, and how fast it is used up.
///
/// @param hour the rate of the last hour, and so on
public record BudgetBurn(
        String id, String name, Budget budget, BurnRate hour, BurnRate sixHours, BurnRate threeDays, BurnRate month) {

    public static final Duration LONGEST = Duration.ofDays(3);

    private static final double HUNDRED = 100;

    /// How many times faster than allowed the budget is used up: at 1, it is used up when the month ends. The limits
    /// from which a rate is alarming are those of the SRE workbook, chapter 5.
    ///
    /// @param times null where nothing is known of the time
    /// @param limit the rate from which an operator has to act
    public record BurnRate(@Nullable Double times, double limit) {

        public String text() {
            return times == null ? "–" : String.format(Locale.ENGLISH, "%.1f", times);
        }

        public boolean isAlarming() {
            return times != null && times >= limit;
        }
    }

    /// @param kept the components of the report, all of which have an objective
    /// @param inputs reach back for [#LONGEST] at least
    public static List<BudgetBurn> of(MonthReport report, List<ComponentDefined> kept, UptimeInputs inputs) {
        return IntStream.range(0, kept.size())
                .mapToObj(place -> of(report, report.components().get(place), kept.get(place), inputs))
                .toList();
    }

    private static BudgetBurn of(
            MonthReport report, MonthReport.Line line, ComponentDefined component, UptimeInputs inputs) {
        var budget = Objects.requireNonNull(line.budget());
        var asOf = report.counted().to();
        var timelines = inputs.timelines(MonthReport.cells(List.of(component)), new Span(asOf.minus(LONGEST), asOf))
                .values();
        return new BudgetBurn(
                line.id(),
                line.name(),
                budget,
                rate(tally(timelines, new Span(asOf.minus(Duration.ofHours(1)), asOf)), budget, 14.4),
                rate(tally(timelines, new Span(asOf.minus(Duration.ofHours(6)), asOf)), budget, 6),
                rate(tally(timelines, new Span(asOf.minus(LONGEST), asOf)), budget, 1),
                rate(line.figures().counted(), budget, 1));
    }

    private static StatusDurations tally(Collection<Timeline> timelines, Span span) {
        return timelines.stream()
                .map(timeline -> timeline.within(span).tally())
                .reduce(StatusDurations.NONE, StatusDurations::plus);
    }

    private static BurnRate rate(StatusDurations tally, Budget budget, double limit) {
        var base = Formula.WEIGHTED.base(tally);
        var allowed = (HUNDRED - budget.objective()) / HUNDRED * base;
        return new BurnRate(allowed == 0 ? null : Formula.WEIGHTED.lost(tally) / allowed, limit);
    }
}
