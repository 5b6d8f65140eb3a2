package dev.tocsin.incident.trust.uptime;

import dev.tocsin.engine.uptime.Bar;
import dev.tocsin.engine.uptime.Bar.BarRun;
import dev.tocsin.engine.uptime.Formula;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.pageparts.RunningTrouble;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A cell's last days, one by one.
///
/// @param days the oldest first; empty while nothing is known of the cell
/// @param share the share of them that it was up, in percent; null while nothing is known
public record LastDays(List<DayMark> days, @Nullable BigDecimal share) {

    /// @param status the worst of the day
    /// @param height the share of trouble in the day, at most [Bar#TALLEST]
    public record DayMark(LocalDate date, Status status, int height) {

        public boolean isQuiet() {
            return status == Status.UP || status == Status.UNWATCHED;
        }

        /// The day of the month; of its first day the month, such as `Mar`.
        public String label() {
            return date.getDayOfMonth() == 1
                    ? date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                    : Integer.toString(date.getDayOfMonth());
        }
    }

    /// @param page the cell's page
    public static LastDays of(CellPage page, Overview overview, LiveView view) {
        var bar = page.bar();
        if (bar == null) {
            return new LastDays(List.of(), null);
        }
        var known = overview.lastDays(page.cell());
        if (known == null) {
            return new LastDays(marks(bar, overview), page.lastDays().weighted());
        }
        var counted = known.counted().plus(RunningTrouble.of(view, overview).of(page.cell()));
        return new LastDays(
                marks(known.bar(), overview), Formula.WEIGHTED.percent(counted).orElse(null));
    }

    private static List<DayMark> marks(Bar bar, Overview overview) {
        return IntStream.range(0, Math.min(bar.days(), overview.days().size()))
                .mapToObj(day -> {
                    var run = bar.at(day);
                    return new DayMark(
                            overview.days().get(day),
                            run.map(BarRun::status).orElse(Status.UP),
                            run.map(BarRun::height).orElse(0));
                })
                .toList();
    }
}
