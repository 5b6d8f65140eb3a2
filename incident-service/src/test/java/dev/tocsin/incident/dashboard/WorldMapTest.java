package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.dashboard.WorldMap.MapLine;
import dev.tocsin.incident.dashboard.WorldMap.MapPlace;
import dev.tocsin.incident.trust.live.Audience;
import dev.tocsin.incident.trust.live.CellView;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.vantagepoint.VantagePointView;
import org.junit.jupiter.api.Test;

class WorldMapTest {

    @Test
    void aRegionStandsWhereItIsAndIsAsBadAsItsWorstCell() {
        var map = map(Views.atNoon(Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DOWN, NOON)));

        assertThat(map.regions())
                .containsExactly(
                        new MapPlace(377, 68, 14, Status.UNKNOWN, "Europe: unknown"),
                        new MapPlace(163, 88, 16, Status.DOWN, "North America: down"));
        assertThat(map.vantagePoints()).extracting(MapPlace::words).containsExactly("Virginia: unknown");
        assertThat(map.words()).startsWith("Map: Europe: unknown, North America: down");
    }

    @Test
    void aVantagePointThatVotedOtherwiseIsJoinedToTheRegion() {
        var agreed = Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DOWN, NOON);
        var contested = Harbour.status(Harbour.LOGIN_NA, 1, Verdict.DEGRADED, NOON);

        assertThat(map(Views.atNoon(agreed)).disagreements()).isEmpty();
        assertThat(map(Views.atNoon(contested)).disagreements()).containsExactly(new MapLine(205, 90, 163, 88));
    }

    @Test
    void withoutACatalogItIsEmpty() {
        assertThat(map(LiveView.EMPTY).regions()).isEmpty();
    }

    private static WorldMap map(LiveView view) {
        return WorldMap.of(view, CellView.all(view, Audience.OPERATORS), VantagePointView.all(view, NOON), NOON);
    }
}
