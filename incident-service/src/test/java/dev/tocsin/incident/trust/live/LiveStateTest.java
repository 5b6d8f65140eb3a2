package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.INCIDENT;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertCleared;
import dev.tocsin.contract.operator.OperatorAlertEvent.AlertRaised;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.WatchEnded;
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
}
