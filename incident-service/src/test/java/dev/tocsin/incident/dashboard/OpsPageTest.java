package dev.tocsin.incident.dashboard;

import static dev.tocsin.incident.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Verdict;
import dev.tocsin.incident.dashboard.Grid.Group;
import dev.tocsin.incident.dashboard.Grid.Tile;
import dev.tocsin.incident.live.Harbour;
import dev.tocsin.incident.live.Views;
import org.junit.jupiter.api.Test;

class OpsPageTest {

    @Test
    void saysWhetherTheVantagePointsSee() {
        assertThat(OpsPage.of(Views.atNoon(), NOON).sight()).isEqualTo("No vantage point is heard");
        assertThat(OpsPage.of(Views.atNoon(Harbour.heartbeat(NOON)), NOON).sight())
                .isEqualTo("The one vantage point sees");
    }

    @Test
    void whileNothingIsHeardItDoesNotClaimThatTheySee() {
        var page = OpsPage.of(Views.atNoon(Harbour.heartbeat(NOON)), NOON.plusSeconds(60));

        assertThat(page.sight()).isEqualTo("No vantage point is heard");
        assertThat(page.fresh()).isFalse();
    }

    @Test
    void theWorstStandsFirst() {
        var page = OpsPage.of(Views.atNoon(Harbour.status(Harbour.CACHE_NA, 1, Verdict.DOWN, NOON)), NOON);

        assertThat(page.grid().groups()).extracting(Group::name).containsExactly("Platform", "Product");
    }

    @Test
    void aChangeOfStatusPatchesOneTileAndLeavesTheGrid() {
        var before = OpsPage.of(Views.atNoon(), NOON);
        var after = OpsPage.of(Views.atNoon(Harbour.status(Harbour.CACHE_NA, 1, Verdict.DOWN, NOON)), NOON);

        var changed = Difference.between(before.parts(), after.parts()).changed();

        assertThat(changed.values())
                .filteredOn(Tile.class::isInstance)
                .extracting(tile -> ((Tile) tile).id())
                .containsExactly("cell-cache--na");
        assertThat(changed).containsOnlyKeys("headline", "cell-cache--na");
    }
}
