package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Severity;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentHead;
import dev.tocsin.contract.incident.IncidentSnapshot;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.notices.NoticeQueue;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork;
import dev.tocsin.incident.trust.pageparts.AnnouncedWork.WorkStage;
import dev.tocsin.incident.trust.pageparts.CellMark;
import dev.tocsin.incident.trust.pageparts.Grid.ComponentGroup;
import dev.tocsin.incident.trust.pageparts.Grid.Tile;
import dev.tocsin.incident.trust.pagestream.PictureDifference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpsPageTest {

    @Test
    void saysWhetherTheVantagePointsSee() {
        assertThat(OpsPage.of(Views.atNoon(), Overview.NONE, NoticeQueue.UNKNOWN, NOON)
                        .monitoring()
                        .vantagePoints())
                .isEqualTo("No vantage point reports");
        assertThat(OpsPage.of(Views.atNoon(Harbour.heartbeat(NOON)), Overview.NONE, NoticeQueue.UNKNOWN, NOON)
                        .monitoring()
                        .vantagePoints())
                .isEqualTo("The only vantage point is working");
    }

    @Test
    void whileNothingIsHeardItDoesNotClaimThatTheySee() {
        var page = OpsPage.of(
                Views.atNoon(Harbour.heartbeat(NOON)), Overview.NONE, NoticeQueue.UNKNOWN, NOON.plusSeconds(60));

        assertThat(page.monitoring().vantagePoints()).isEqualTo("No vantage point reports");
        assertThat(page.fresh()).isFalse();
    }

    @Test
    void theWorstStandsFirst() {
        var page = OpsPage.of(
                Views.atNoon(Harbour.status(Harbour.CACHE_NA, 1, Verdict.DOWN, NOON)),
                Overview.NONE,
                NoticeQueue.UNKNOWN,
                NOON);

        assertThat(page.cells().grid().groups())
                .extracting(ComponentGroup::name)
                .containsExactly("Platform", "Product");
    }

    @Test
    void aChangeOfStatusPatchesOneTileAndLeavesTheGrid() {
        var before = OpsPage.of(Views.atNoon(), Overview.NONE, NoticeQueue.UNKNOWN, NOON);
        var after = OpsPage.of(
                Views.atNoon(Harbour.status(Harbour.CACHE_NA, 1, Verdict.DOWN, NOON)),
                Overview.NONE,
                NoticeQueue.UNKNOWN,
                NOON);

        var changed = PictureDifference.between(before.parts(), after.parts()).changed();

        assertThat(changed.values())
                .filteredOn(Tile.class::isInstance)
                .extracting(tile -> ((Tile) tile).id())
                .containsExactly("cell-cache--na");
        assertThat(changed).containsOnlyKeys("headline", "sight", "map", "monitoring", "cell-cache--na");
    }

    @Test
    void aChangeAmongFiveThousandCellsPatchesOneMark() {
        var before = OpsPage.of(ManyCells.view(125, 40), Overview.NONE, NoticeQueue.UNKNOWN, NOON);
        var state = ManyCells.state(125, 40);
        state.received(Harbour.status(Cell.of("component-60@region-1"), 3, Verdict.DOWN, NOON), NOON);
        var after = OpsPage.of(state.view(), Overview.NONE, NoticeQueue.UNKNOWN, NOON);

        var changed = PictureDifference.between(before.parts(), after.parts()).changed();

        assertThat(changed.keySet()).contains("cell-component-60--region-1").doesNotContain("grid", "open");
        assertThat(changed.values()).filteredOn(CellMark.class::isInstance).hasSize(1);
    }

    @Test
    void theGravestIncidentStandsFirst() {
        var cache = Harbour.cacheOutage(1, IncidentState.IDENTIFIED, NOON.minusSeconds(600));
        var page = OpsPage.of(
                Views.atNoon(cache, minor(cache, "minoroutage1", NOON.minusSeconds(60))),
                Overview.NONE,
                NoticeQueue.UNKNOWN,
                NOON);

        assertThat(page.open()).extracting(IncidentSnapshot::key).containsExactly(Harbour.INCIDENT, "minoroutage1");
    }

    @Test
    void cellsOfAPersonAreThoseOfTheirOpenIncidents() {
        var open = Harbour.cacheOutage(1, IncidentState.IDENTIFIED, NOON);
        var over = Harbour.cacheOutage(2, IncidentState.RESOLVED, NOON);

        assertThat(OpsPage.of(Views.atNoon(open), Overview.NONE, NoticeQueue.UNKNOWN, NOON)
                        .cellsOf("maria"))
                .containsExactlyInAnyOrder(Harbour.CACHE_NA, Harbour.LOGIN_NA, Harbour.API_NA);
        assertThat(OpsPage.of(Views.atNoon(open), Overview.NONE, NoticeQueue.UNKNOWN, NOON)
                        .cellsOf("jon"))
                .isEmpty();
        assertThat(OpsPage.of(Views.atNoon(over), Overview.NONE, NoticeQueue.UNKNOWN, NOON)
                        .cellsOf("maria"))
                .isEmpty();
    }

    @Test
    void aWallShowsTheGravestIncidentsAndCountsTheOthers() {
        var cache = Harbour.cacheOutage(1, IncidentState.IDENTIFIED, NOON.minusSeconds(600));
        var state = Views.state(cache);
        for (var number = 0; number < 8; number++) {
            state.received(minor(cache, "minoroutage" + number, NOON.minusSeconds(number)), NOON);
        }

        var wall = WallPage.of(state.view(), Overview.NONE, NoticeQueue.UNKNOWN, NOON);

        assertThat(wall.shown()).hasSize(WallPage.MOST_INCIDENTS);
        assertThat(wall.shown().getFirst().key()).isEqualTo(Harbour.INCIDENT);
        assertThat(wall.more()).isEqualTo(3);
        assertThat(wall.cells().isDense()).isTrue();
    }

    private static IncidentSnapshot minor(IncidentSnapshot like, String id, Instant startedAt) {
        return new IncidentSnapshot(
                new IncidentHead(
                        id, 1, 1, "Search is slow", IncidentState.INVESTIGATING, Severity.MINOR, List.of("eu")),
                startedAt,
                startedAt,
                null,
                null,
                List.of(),
                List.of(),
                like.reach(),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                like.links(),
                List.of(),
                null,
                null);
    }

    @Test
    void plannedWorkIsShownInOrderToWhomItConcerns() {
        var view = Views.atNoon(
                window("later", "Move", WindowState.SCHEDULED, NOON.plusSeconds(7_200), Harbour.LOGIN_NA),
                window("now", "Patch", WindowState.IN_PROGRESS, NOON.minusSeconds(60), Harbour.CACHE_NA),
                window("over", "Done", WindowState.COMPLETED, NOON.minusSeconds(9_000), Harbour.LOGIN_NA),
                window("long-over", "Old", WindowState.COMPLETED, NOON.minusSeconds(91_000), Harbour.LOGIN_NA),
                window("off", "Off", WindowState.CANCELLED, NOON.plusSeconds(60), Harbour.LOGIN_NA));

        assertThat(AnnouncedWork.of(view, Audience.OPERATORS, NOON))
                .extracting(AnnouncedWork::title, AnnouncedWork::where, AnnouncedWork::stage)
                .containsExactly(
                        tuple("Patch", "Cache – North America", WorkStage.IN_PROGRESS),
                        tuple("Move", "Log in – North America", WorkStage.SCHEDULED),
                        tuple("Done", "Log in – North America", WorkStage.COMPLETED),
                        tuple("Off", "Log in – North America", WorkStage.CANCELLED));
        assertThat(AnnouncedWork.of(view, Audience.PUBLIC, NOON))
                .extracting(AnnouncedWork::title)
                .containsExactly("Move", "Done", "Off");
        assertThat(AnnouncedWork.of(view, Audience.PUBLIC, NOON.plusSeconds(90_000)))
                .extracting(AnnouncedWork::title)
                .containsExactly("Move");
    }

    private static WindowUpdated window(String id, String title, WindowState state, Instant startsAt, Cell cell) {
        return new WindowUpdated(
                id, 1, title, List.of(cell), startsAt, startsAt.plusSeconds(3_600), state, NOON, null, null);
    }
}
