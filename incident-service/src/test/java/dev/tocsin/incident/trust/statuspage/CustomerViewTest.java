package dev.tocsin.incident.trust.statuspage;

import static dev.tocsin.incident.trust.live.Harbour.API_NA;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.CellImpact;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.engine.uptime.Overview;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.trust.live.Harbour;
import dev.tocsin.incident.trust.live.LiveView;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.incident.trust.pageparts.Grid.GridRow;
import dev.tocsin.incident.trust.pageparts.Grid.Tile;
import dev.tocsin.incident.trust.story.Story;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CustomerViewTest {

    private static final LiveView OUTAGE = Views.atNoon(
            Harbour.status(LOGIN_NA, 1, Verdict.DOWN, NOON.minusSeconds(60)),
            Harbour.status(API_NA, 1, Verdict.DOWN, NOON.minusSeconds(60)),
            Harbour.status(Cell.of("login@eu"), 1, Verdict.UP, NOON.minusSeconds(60)),
            Harbour.status(Cell.of("api@eu"), 1, Verdict.UP, NOON.minusSeconds(60)),
            Harbour.cacheOutage(3, IncidentState.IDENTIFIED, NOON.minusSeconds(60)));

    @Test
    void aCustomerSeesTheComponentsOfItsScopeAlone() {
        assertThat(cells(page("login"))).containsExactly("login@na", "login@eu");
        assertThat(cells(page("@eu"))).containsExactly("login@eu", "api@eu");
        assertThat(cells(page("api@na"))).containsExactly("api@na");
    }

    @Test
    void theLinkToSubscribeChoosesWhatTheCustomerSees() {
        assertThat(page("login@na").ownScope().query()).isEqualTo("?regions=na&components=login");
    }

    @Test
    void anIncidentElsewhereIsNotTheCustomersTrouble() {
        var page = page("@eu");

        assertThat(page.open()).isEmpty();
        assertThat(page.headline().text()).isEqualTo("All systems are up");
    }

    @Test
    void anIncidentThatTouchesTheScopeIsToldWithWhatIsInTheScope() {
        var page = page("api");

        assertThat(page.open()).singleElement().satisfies(open -> {
            assertThat(open.incident().cells()).extracting(CellImpact::cell).containsExactly(API_NA);
            assertThat(open.incident().allCells()).isEqualTo(1);
            assertThat(open.where()).isEqualTo("North America");
        });
        assertThat(page.headline().text()).isEqualTo("API is down in North America");
    }

    @Test
    void whatIsInternalStaysSoWhateverAScopeNames() {
        assertThat(cells(page("cache"))).isEmpty();
        assertThat(page("cache").open()).isEmpty();
    }

    private static StatusPage page(String scope) {
        return StatusPage.of(
                OUTAGE, CustomerScope.entered(scope), Overview.NONE, _ -> new Story(List.of(), null), null, NOON);
    }

    private static List<String> cells(StatusPage page) {
        return page.grid()
                .rows()
                .map(GridRow::tiles)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .map(Tile::cell)
                .map(Cell::toString)
                .toList();
    }
}
