package dev.tocsin.incident.trust.statuspage.page;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.Weight;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.PageDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentSnapshot.Count;
import dev.tocsin.contract.incident.IncidentSnapshot.Links;
import dev.tocsin.contract.incident.IncidentSnapshot.OutageSummary;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.incident.Reach;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.engine.catalog.DisplayNames;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.Span;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveState;
import dev.tocsin.incident.trust.live.LiveView;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/// A product of 40 components in 12 regions, with names as people really give them, some of which are down.
final class VastProduct {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Cell DOWN = new Cell("component-3", "region-2");
    static final String OPEN = "vastoutage01";
    static final String OVER = "vastoutage02";

    private static final List<String> REGIONS = List.of(
            "North America (Oregon)",
            "South America (east of the Andes)",
            "São Paulo",
            "Deutschland, Österreich und Schweiz",
            "United Kingdom and Ireland",
            "الشرق الأوسط",
            "India (Mumbai and Hyderabad)",
            "日本",
            "Australia and New Zealand",
            "Südostasien-Gemeinschaftsrechenzentrum",
            "Africa",
            "Canada");

    private static final List<String> COMPONENTS = List.of(
            "Log in",
            "API",
            "Search",
            "Wareneingangsbestätigungsdruckerwarteschlangenüberwachung",
            "<script>alert(1)</script> & Co",
            "مركز الدعم والرسائل",
            "Customer relationship management and forecasting service for resellers",
            "a_component_that_somebody_named_like_a_variable_of_a_program");

    private static final int MANY = 40;

    private final List<Cell> cells = new ArrayList<>();
    private final LiveState state = new LiveState();
    private final UptimeInputs inputs;

    VastProduct() {
        catalog().forEach(entry -> state.received(entry, NOW));
        state.caughtUp(NOW);
        state.received(new ClockAdvanced(0, NOW), NOW);
        cells.forEach(cell -> state.received(Harbour.status(cell, 1, Verdict.UP, NOW.minus(Duration.ofDays(95))), NOW));
        down().forEach(cell -> state.received(Harbour.status(cell, 2, Verdict.DOWN, NOW.minusSeconds(900)), NOW));
        state.received(Harbour.status(new Cell("component-9", "region-0"), 2, Verdict.DEGRADED, NOW), NOW);
        state.received(work(), NOW);
        state.received(incident(OPEN, IncidentState.IDENTIFIED, NOW.minusSeconds(900)), NOW);
        state.received(incident(OVER, IncidentState.RESOLVED, NOW.minus(Duration.ofDays(9))), NOW);
        inputs = inputs();
    }

    LiveView view() {
        return state.view();
    }

    UptimeInputs known() {
        return inputs;
    }

    /// The time of which bars and days tell.
    Span lastDays() {
        return new Span(
                Span.of(LocalDate.parse("2026-08-26"), DisplayNames.zone(view().catalog()))
                        .from(),
                NOW);
    }

    MonthReport month(YearMonth month) {
        var catalog = view().catalog();
        return MonthReport.of(
                month, DisplayNames.zone(catalog), catalog, MonthReport.visible(catalog, false), inputs, NOW);
    }

    Overview overview() {
        var present = YearMonth.parse("2026-11");
        var months = IntStream.range(0, 4)
                .mapToObj(back -> month(present.minusMonths(back)).inShort())
                .toList();
        var catalog = view().catalog();
        return Overview.of(catalog, DisplayNames.zone(catalog), cells, inputs, months, NOW);
    }

    private static List<Cell> down() {
        return IntStream.range(0, 12)
                .mapToObj(number -> new Cell("component-" + (number % 4), "region-" + (2 + number / 4)))
                .toList();
    }

    private List<Event> catalog() {
        var entries = new ArrayList<Event>();
        entries.add(new PageDefined(
                1,
                NOW,
                "Harbour customer relationship management",
                "https://trust.harbour.example",
                "America/New_York",
                List.of()));
        for (var region = 0; region < REGIONS.size(); region++) {
            entries.add(new RegionDefined(1, NOW, "region-" + region, REGIONS.get(region), 10, 10, 1_000));
        }
        var regions = IntStream.range(0, REGIONS.size())
                .mapToObj(number -> "region-" + number)
                .toList();
        for (var number = 0; number < MANY; number++) {
            var id = "component-" + number;
            entries.add(new ComponentDefined(
                    1,
                    NOW,
                    id,
                    number < COMPONENTS.size() ? COMPONENTS.get(number) : "Service %d".formatted(number),
                    number < 20 ? "Product" : "Platform and integrations for partners",
                    null,
                    Weight.NORMAL,
                    true,
                    number,
                    regions,
                    List.of(),
                    List.of(),
                    number == 0 ? 99.9 : null));
            for (var region : regions) {
                cells.add(new Cell(id, region));
                entries.add(Harbour.check(1, NOW, new Cell(id, region)));
            }
        }
        entries.add(new CatalogVersionPublished(1, NOW, "0".repeat(64), entries.size()));
        return entries;
    }

    private static WindowUpdated work() {
        return new WindowUpdated(
                "move",
                1,
                "More memory for the servers of the customer relationship management",
                down(),
                NOW.plusSeconds(3_600),
                NOW.plusSeconds(7_200),
                WindowState.SCHEDULED,
                NOW,
                null,
                null);
    }

    private static IncidentSnapshot incident(String id, IncidentState state, Instant onset) {
        var over = !state.isOpen();
        return new IncidentSnapshot(
                new IncidentHead(
                        id,
                        3,
                        1,
                        "Log in, Wareneingangsbestätigungsdruckerwarteschlangenüberwachung and 2 more are down in São Paulo and 2 more",
                        state,
                        Severity.CRITICAL,
                        List.of("region-2", "region-3", "region-4")),
                onset.plusSeconds(60),
                onset.plusSeconds(60),
                over ? onset.plusSeconds(3_600) : null,
                null,
                List.of(new OutageSummary(
                        "region-2-1",
                        "region-2",
                        onset,
                        over ? onset.plusSeconds(3_000) : null,
                        null,
                        12,
                        over ? 0 : 12)),
                List.of(),
                new Reach(3_000, 12_000),
                List.of(new Count("region-2", 12, over ? 0 : 12)),
                List.of(),
                down().stream()
                        .map(cell -> new CellImpact(
                                cell, over ? Verdict.UP : Verdict.DOWN, onset, true, Weight.NORMAL, null))
                        .toList(),
                12,
                List.of(),
                new Links("/api/v1/incidents/" + id, "/api/v1/incidents/" + id + "/trace", "/incidents/" + id),
                List.of(),
                null,
                null);
    }

    private UptimeInputs inputs() {
        var turns = new HashMap<Cell, List<VerdictChange>>();
        for (var cell : cells) {
            turns.put(cell, List.of(new VerdictChange(cell, 1, NOW.minus(Duration.ofDays(95)), Verdict.UP)));
        }
        for (var cell : down()) {
            var began = NOW.minus(Duration.ofDays(9));
            turns.put(
                    cell,
                    List.of(
                            new VerdictChange(cell, 1, NOW.minus(Duration.ofDays(95)), Verdict.UP),
                            new VerdictChange(cell, 2, began, Verdict.DOWN),
                            new VerdictChange(cell, 3, began.plusSeconds(3_000), Verdict.DEGRADED),
                            new VerdictChange(cell, 4, began.plusSeconds(6_000), Verdict.UP),
                            new VerdictChange(cell, 5, NOW.minusSeconds(900), Verdict.DOWN)));
        }
        return new UptimeInputs(turns, List.of(), List.of());
    }
}
