package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.INCIDENT;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.incident.trust.readers.Stories;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveStateTest {

    @Test
    void aVersionOfTheCatalogIsTakenOverWhenItIsWhole() {
        var state = new LiveState();
        var catalog = Harbour.catalog(1, NOON);

        catalog.subList(0, catalog.size() - 1).forEach(entry -> state.received(entry, NOON));
        assertThat(state.view().catalog().entries()).isEmpty();

        state.received(catalog.getLast(), NOON);
        assertThat(state.view().catalog().cells()).hasSize(6);
    }

    @Test
    void whatLeftTheCatalogIsGoneWithTheNextVersion() {
        var state = Views.state();

        state.gone(Topic.CATALOG, "component/cache", NOON);
        assertThat(state.view().catalog().component("cache")).isPresent();

        state.received(Harbour.catalog(2, NOON).getLast(), NOON);
        assertThat(state.view().catalog().components())
                .extracting(ComponentDefined::id)
                .containsExactlyInAnyOrder("login", "api");
    }

    @Test
    void aStatusWithANumberThatIsNotAboveTheLastIsPassedOver() {
        var view = Views.atNoon(
                Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON),
                Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON),
                Harbour.status(LOGIN_NA, 2, Verdict.UP, NOON));

        assertThat(view.status(LOGIN_NA))
                .hasValueSatisfying(status -> assertThat(status.verdict()).isEqualTo(Verdict.DOWN));
    }

    @Test
    void anEndedWatchLeavesNoStatus() {
        var view = Views.atNoon(
                Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON), new WatchEnded(LOGIN_NA, 2, NOON.plusSeconds(1), 0));

        assertThat(view.status(LOGIN_NA)).isEmpty();
    }

    @Test
    void theLatestSnapshotOfAnIncidentStands() {
        var view = Views.atNoon(
                Harbour.cacheOutage(5, IncidentState.MONITORING, NOON),
                Harbour.cacheOutage(4, IncidentState.IDENTIFIED, NOON));

        assertThat(view.incidents().get(INCIDENT))
                .satisfies(incident -> assertThat(incident.incident().state()).isEqualTo(IncidentState.MONITORING));
    }

    @Test
    void aClearedAlertDoesNotStand() {
        var view = Views.atNoon(
                new AlertRaised("blind", NOON, "We do not see."),
                new AlertRaised("vantage-point/us-east", NOON, "Silent."),
                new AlertCleared("blind", NOON, NOON.plusSeconds(5), "We see."));

        assertThat(view.alerts()).containsOnlyKeys("vantage-point/us-east");
    }

    @Test
    void itIsAsOldAsTheSlowestClock() {
        var state = Views.state(new ClockAdvanced(1, NOON.minusSeconds(4)));

        assertThat(state.view().asOf()).contains(NOON.minusSeconds(4));
    }

    @Test
    void aClockThatStandsStillForMoreThan15SecondsMakesItStale() {
        var state = Views.state(new ClockAdvanced(1, NOON));

        state.received(new ClockAdvanced(0, NOON.plusSeconds(14)), NOON.plusSeconds(14));

        assertThat(state.view().isFresh(NOON.plusSeconds(15))).isTrue();
        assertThat(state.view().isFresh(NOON.plusSeconds(16))).isFalse();
    }

    @Test
    void whatStoodInTheTopicsAtTheStartIsStaleUntilAClockMoves() {
        var state = new LiveState();
        state.received(new ClockAdvanced(0, NOON), NOON);
        state.caughtUp(NOON);
        assertThat(state.view().isFresh(NOON)).isFalse();

        state.received(new ClockAdvanced(0, NOON.plusSeconds(2)), NOON.plusSeconds(2));

        assertThat(state.view().isFresh(NOON.plusSeconds(2))).isTrue();
    }

    @Test
    void itListensWithoutAGapWhileSomethingComesEachTenSeconds() {
        var state = Views.state();
        IntStream.rangeClosed(1, 5)
                .forEach(i -> state.received(new ClockAdvanced(0, NOON.plusSeconds(9L * i)), NOON.plusSeconds(9L * i)));
        assertThat(state.view().listening().since()).isEqualTo(NOON);

        state.received(new ClockAdvanced(0, NOON.plusSeconds(60)), NOON.plusSeconds(60));

        assertThat(state.view().listening().since()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void viewsBetweenWhichOnlyAClockTickedShareTheirCells() {
        var state = Views.state(Harbour.status(LOGIN_NA, 1, Verdict.UP, NOON));
        var before = state.view();

        state.received(new ClockAdvanced(0, NOON.plusSeconds(1)), NOON.plusSeconds(1));

        assertThat(state.view().cells()).isSameAs(before.cells());
        assertThat(CellView.all(state.view(), Audience.PUBLIC)).isSameAs(CellView.all(before, Audience.PUBLIC));
    }

    /// One after the other; each view was looked at before the next event.
    @Test
    void whateverChangesOfACellIsInTheNextView() {
        var state = Views.state();
        assertThat(login(state).verdict()).isEqualTo(Verdict.UNKNOWN);

        state.received(Harbour.status(LOGIN_NA, 1, Verdict.DOWN, NOON), NOON);
        assertThat(login(state).verdict()).isEqualTo(Verdict.DOWN);

        state.received(Stories.window(2, WindowState.IN_PROGRESS, "Patching"), NOON);
        assertThat(login(state).maintenance()).isTrue();

        state.gone(Topic.MAINTENANCE, "patching-20261124-0200", NOON);
        assertThat(login(state).maintenance()).isFalse();

        state.received(new WatchEnded(LOGIN_NA, 2, NOON, 0), NOON);
        assertThat(login(state).verdict()).isEqualTo(Verdict.UNKNOWN);

        state.gone(Topic.CATALOG, "check/login-page@na", NOON);
        assertThat(login(state).watched()).isTrue();
        state.received(Harbour.catalog(2, NOON).getLast(), NOON);
        assertThat(login(state).watched()).isFalse();
    }

    private static CellView login(LiveState state) {
        return CellView.all(state.view(), Audience.OPERATORS).stream()
                .filter(cell -> cell.cell().equals(LOGIN_NA))
                .findFirst()
                .orElseThrow();
    }
}
