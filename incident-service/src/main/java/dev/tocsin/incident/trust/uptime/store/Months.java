package dev.tocsin.incident.trust.uptime.store;

import dev.tocsin.contract.Cell;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Recomputation;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CurrentView;
import dev.tocsin.incident.trust.live.Incidents;
import dev.tocsin.incident.trust.uptime.BudgetBurn;
import dev.tocsin.incident.trust.uptime.CellPage;
import dev.tocsin.incident.trust.uptime.MonthPage;
import dev.tocsin.incident.trust.uptime.topic.HistoryReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The figures of months, as published and as recomputed from their inputs.
@ApplicationScoped
public class Months {

    /// The number of past months on pages, beside the present one.
    private static final int MONTHS = 12;

    private static final Span NO_TIME = new Span(Instant.EPOCH, Instant.EPOCH);

    private final UptimeStore store;
    private final HistoryReader history;
    private final CurrentView live;
    private final Clock clock;

    Months(UptimeStore store, HistoryReader history, CurrentView live, Clock clock) {
        this.store = store;
        this.history = history;
        this.live = live;
        this.clock = clock;
    }

    /// The figures of a month that the audience may see.
    public MonthReport of(YearMonth month, Audience audience) {
        return report(month, audience, store.inputs(catalog().cells(), span(month)), knownUpTo());
    }

    /// The overview for pages: the last months, and the last days of all cells, as far as the public may see them.
    ///
    /// @param before the overview from which older months may be taken
    public Overview overview(Overview before) {
        var asOf = knownUpTo();
        var catalog = catalog();
        var zone = DisplayNames.zone(catalog);
        var present = YearMonth.from(asOf.atZone(zone));
        var firstDay = asOf.atZone(zone).toLocalDate().minusDays(Overview.DAYS);
        var cells = MonthReport.cells(MonthReport.visible(catalog, false));
        var inputs = store.inputs(cells, new Span(Span.of(firstDay, zone).from(), asOf));
        var isOnSameBasis = before.basis().equals(Overview.basis(catalog, inputs));
        var months = new ArrayList<MonthReport>();
        for (var back = 0; back <= MONTHS; back++) {
            var month = present.minusMonths(back);
            var known = isOnSameBasis && back > 1 ? before.counted(month) : Optional.<MonthReport>empty();
            months.add(
                    known.isPresent() ? known.get() : of(month, Audience.PUBLIC).inShort());
        }
        return Overview.of(catalog, zone, cells, inputs, months, asOf);
    }

    /// @param cell a cell that the reader may see
    /// @param opened the days to open, all of them among [#days]; or null
    public CellPage cell(Cell cell, Overview overview, @Nullable Days opened) {
        if (overview.days().isEmpty()) {
            return unread(cell, overview);
        }
        var known =
                new Span(Span.of(overview.days().getFirst(), overview.zone()).from(), knownUpTo());
        var oldest = Span.of(YearMonth.from(overview.days().getLast()).minusMonths(MONTHS), overview.zone());
        var inputs = store.inputs(List.of(cell), new Span(oldest.from(), known.to()));
        var page = CellPage.of(cell, name(cell), overview, inputs, known);
        return opened == null
                ? page
                : page.opened(opened.first(), opened.last(), inputs, known, Incidents.of(live.view(), Audience.PUBLIC));
    }

    /// A cell's page without its past.
    public CellPage unread(Cell cell, Overview overview) {
        return CellPage.of(cell, name(cell), overview, new UptimeInputs(Map.of(), List.of(), List.of()), NO_TIME);
    }

    private String name(Cell cell) {
        return "%s – %s"
                .formatted(
                        DisplayNames.component(catalog(), cell.component()),
                        DisplayNames.region(catalog(), cell.region()));
    }

    /// The first and the last day that can be opened.
    public Days days() {
        var today = knownUpTo().atZone(DisplayNames.zone(catalog())).toLocalDate();
        return new Days(today.minusMonths(MONTHS).withDayOfMonth(1), today);
    }

    public record Days(LocalDate first, LocalDate last) {

        public boolean contains(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    public MonthPage page(YearMonth month, Overview overview) {
        var inputs = store.inputs(catalog().cells(), span(month));
        return MonthPage.of(
                report(month, Audience.PUBLIC, inputs, knownUpTo()),
                overview,
                inputs,
                Incidents.of(live.view(), Audience.PUBLIC));
    }

    /// The budgets of the present month of all components that have an objective.
    public List<BudgetBurn> burns() {
        var asOf = knownUpTo();
        var zone = DisplayNames.zone(catalog());
        var month = YearMonth.from(asOf.atZone(zone));
        var kept = MonthReport.visible(catalog(), true).stream()
                .filter(component -> component.objective() != null)
                .toList();
        var longest = asOf.minus(BudgetBurn.LONGEST);
        var from = span(month).from().isBefore(longest) ? span(month).from() : longest;
        var inputs =
                store.inputs(MonthReport.cells(kept), new Span(from, span(month).to()));
        return BudgetBurn.of(MonthReport.of(month, zone, catalog(), kept, inputs, asOf), kept, inputs);
    }

    /// The month counted from the topic and from the store, as of the same time.
    public Recomputation recomputed(YearMonth month) {
        var asOf = knownUpTo();
        var stored = store.inputs(catalog().cells(), span(month));
        var inputs = new UptimeInputs(history.turnsBefore(span(month).to()), stored.amendments(), stored.works());
        return Recomputation.of(
                report(month, Audience.OPERATORS, stored, asOf),
                report(month, Audience.OPERATORS, inputs, asOf),
                inputs);
    }

    private MonthReport report(YearMonth month, Audience audience, UptimeInputs inputs, Instant asOf) {
        var catalog = catalog();
        return MonthReport.of(
                month,
                DisplayNames.zone(catalog),
                catalog,
                MonthReport.visible(catalog, audience == Audience.OPERATORS),
                inputs,
                asOf);
    }

    /// The time of detection's slowest clock: nothing after it is known yet.
    private Instant knownUpTo() {
        var now = clock.instant();
        return live.view().asOf().filter(asOf -> asOf.isBefore(now)).orElse(now);
    }

    private Span span(YearMonth month) {
        return Span.of(month, DisplayNames.zone(catalog()));
    }

    private Catalog catalog() {
        return live.view().catalog();
    }
}
