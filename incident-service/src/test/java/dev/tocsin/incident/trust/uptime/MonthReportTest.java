package dev.tocsin.incident.trust.uptime;

import static dev.tocsin.contract.Verdict.DEGRADED;
import static dev.tocsin.contract.Verdict.DOWN;
import static dev.tocsin.contract.Verdict.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.uptime.Figures;
import dev.tocsin.engine.uptime.Interval;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.Recomputation;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.trust.live.Harbour;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonthReportTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant AFTERWARDS = Instant.parse("2026-05-01T00:00:00Z");
    private static final YearMonth APRIL = YearMonth.parse("2026-04");
    private static final Catalog HARBOUR = Catalog.of(
            Harbour.catalog(1, LONG_AGO).stream().map(CatalogEvent.class::cast).toList());

    /// Seven hours and twelve minutes are a hundredth of April.
    private static final String TWELVE_PAST_SEVEN = "2026-04-11T07:12:00Z";

    private final Map<Cell, List<VerdictChange>> turns = new HashMap<>();

    MonthReportTest() {
        HARBOUR.cells().forEach(cell -> turn(cell.toString(), LONG_AGO.toString(), UP));
    }

    @Test
    void figuresAreOfAllTheTimeOfTheirCellsTogether() {
        turn("login@na", "2026-04-11T00:00:00Z", DOWN);
        turn("login@na", TWELVE_PAST_SEVEN, UP);
        turn("api@na", "2026-04-11T00:00:00Z", DEGRADED);
        turn("api@na", TWELVE_PAST_SEVEN, UP);

        var report = report(AFTERWARDS);

        assertThat(report.over()).isTrue();
        assertThat(report.cells())
                .extracting(
                        MonthReport.Line::id,
                        MonthReport.Line::name,
                        line -> line.figures().strict())
                .contains(
                        tuple("login@na", "Log in – North America", new BigDecimal("99.000")),
                        tuple("login@eu", "Log in – Europe", new BigDecimal("100.000")));
        assertThat(figures(report.components(), "login").strict()).isEqualTo("99.500");
        assertThat(figures(report.components(), "api").weighted()).isEqualTo("99.850");
        assertThat(figures(report.regions(), "na").strict()).isEqualTo("99.000");
        assertThat(figures(report.regions(), "na").weighted()).isEqualTo("99.350");
        assertThat(figures(report.groups(), "Product").strict()).isEqualTo("99.500");
        assertThat(report.all().strict()).isEqualTo("99.500");
    }

    @Test
    void aMonthThatGoesOnIsCountedAsFarAsIsKnown() {
        turn("login@na", "2026-04-01T12:00:00Z", DOWN);

        var report = report(Instant.parse("2026-04-02T00:00:00Z"));

        assertThat(report.over()).isFalse();
        assertThat(figures(report.cells(), "login@na").strict()).isEqualTo("50.000");
        assertThat(report(Instant.parse("2026-03-31T00:00:00Z")).all().strict()).isNull();
    }

    @Test
    void whatTheTopicTellsDifferentlyIsNamed() {
        var published = report(AFTERWARDS);
        turn("login@na", "2026-04-11T00:00:00Z", DOWN);
        turn("login@na", TWELVE_PAST_SEVEN, UP);

        var same = Recomputation.of(published, published, inputs());
        var other = Recomputation.of(published, report(AFTERWARDS), inputs());

        assertThat(same.differing()).isEmpty();
        assertThat(other.differing())
                .extracting(Recomputation.Difference::kind, Recomputation.Difference::id)
                .containsExactly(
                        tuple("all", "all"),
                        tuple("region", "na"),
                        tuple("group", "Product"),
                        tuple("component", "login"),
                        tuple("cell", "login@na"));
        assertThat(other.cells())
                .filteredOn(cell -> cell.cell().equals(Harbour.LOGIN_NA))
                .singleElement()
                .satisfies(cell -> assertThat(cell.intervals())
                        .extracting(Interval::verdict)
                        .containsExactly(UP, DOWN, UP));
    }

    private void turn(String cell, String at, Verdict verdict) {
        var known = turns.computeIfAbsent(Cell.of(cell), _ -> new ArrayList<>());
        known.add(new VerdictChange(Cell.of(cell), known.size() + 1L, Instant.parse(at), verdict));
    }

    private UptimeInputs inputs() {
        return new UptimeInputs(turns, List.of(), List.of());
    }

    private MonthReport report(Instant asOf) {
        return MonthReport.of(APRIL, ZoneOffset.UTC, HARBOUR, MonthReport.visible(HARBOUR, false), inputs(), asOf);
    }

    private static Figures figures(List<MonthReport.Line> lines, String id) {
        return lines.stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow()
                .figures();
    }
}
