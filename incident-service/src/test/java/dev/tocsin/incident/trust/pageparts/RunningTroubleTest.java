package dev.tocsin.incident.trust.pageparts;

import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.MonthReport;
import dev.tocsin.engine.uptime.MonthTable;
import dev.tocsin.engine.uptime.MonthTable.RegionRow;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.engine.uptime.StatusDurations;
import dev.tocsin.engine.uptime.UptimeInputs;
import dev.tocsin.engine.uptime.VerdictChange;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The overview was counted 30 s before noon; the view is true as of noon.
class RunningTroubleTest {

    private static final Instant COUNTED = NOON.minusSeconds(30);
    private static final VerdictChange UP =
            new VerdictChange(LOGIN_NA, 1, Instant.parse("2026-11-01T00:00:00Z"), Verdict.UP);

    @Test
    void anOutageThatIsNotCountedYetCountsFromItsOnset() {
        var view = Views.atNoon(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON.minusSeconds(40)));

        assertThat(RunningTrouble.of(view, overview(view, UP)).of(LOGIN_NA))
                .isEqualTo(new StatusDurations(-10_000, 0, 40_000, 0, 0));
    }

    @Test
    void anOutageThatIsCountedAlreadyGoesOnFromThere() {
        var began = NOON.minusSeconds(600);
        var view = Views.atNoon(Harbour.status(LOGIN_NA, 2, Verdict.DEGRADED, began));
        var overview = overview(view, UP, new VerdictChange(LOGIN_NA, 2, began, Verdict.DEGRADED));

        assertThat(RunningTrouble.of(view, overview).of(LOGIN_NA)).isEqualTo(new StatusDurations(0, 30_000, 0, 0, 0));
    }

    @Test
    void noFigureSaysAHundredPercentWhileACellIsDown() {
        var view = Views.atNoon(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON));
        var overview = overview(view, UP);
        var running = RunningTrouble.of(view, overview);

        var grid = Grid.of(view, Audience.PUBLIC, NOON).with(overview, running);
        var months = MonthTable.of(overview, null, running.missing(), 1);

        assertThat(grid.tiles().filter(tile -> tile.cell().equals(LOGIN_NA)))
                .singleElement()
                .extracting(Grid.Tile::share)
                .isEqualTo(new BigDecimal("99.999"));
        assertThat(grid.groups().getFirst().rows().getFirst().share()).isEqualTo(new BigDecimal("99.999"));
        assertThat(months.rows().subList(0, 2))
                .extracting(RegionRow::percents)
                .containsOnly(List.of(new BigDecimal("99.999")));
    }

    @Test
    void beforeAnythingWasCountedNothingIsMissing() {
        var view = Views.atNoon(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON));

        assertThat(RunningTrouble.of(view, Overview.NONE)).isEqualTo(RunningTrouble.NONE);
    }

    private static Overview overview(LiveView view, VerdictChange... changes) {
        var inputs = new UptimeInputs(Map.of(LOGIN_NA, List.of(changes)), List.of(), List.of());
        var catalog = view.catalog();
        var month = MonthReport.of(
                YearMonth.parse("2026-11"),
                ZoneOffset.UTC,
                catalog,
                MonthReport.visible(catalog, false),
                inputs,
                COUNTED);
        return Overview.of(
                catalog,
                ZoneOffset.UTC,
                MonthReport.cells(MonthReport.visible(catalog, false)),
                inputs,
                Stream.of(month).map(MonthReport::inShort).toList(),
                COUNTED);
    }
}
