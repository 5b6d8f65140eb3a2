package dev.tocsin.incident.trust.live;

import static dev.tocsin.incident.trust.live.Harbour.API_NA;
import static dev.tocsin.incident.trust.live.Harbour.LOGIN_NA;
import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.incident.IncidentState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.engine.uptime.Status;
import dev.tocsin.incident.trust.pageparts.Grid;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    private static final Cell API_EU = Cell.of("api@eu");

    private static final List<StatusChanged> ALL_UP = Views.atNoon().catalog().cells().stream()
            .map(cell -> Harbour.status(cell, 1, Verdict.UP, NOON.minusSeconds(600)))
            .toList();

    @Test
    void allUp() {
        var headline = headline(Views.atNoon(ALL_UP.toArray(StatusChanged[]::new)), true);

        assertThat(headline).isEqualTo(new Headline(Status.UP, "All systems are up", null));
    }

    @Test
    void anOpenIncidentIsTheAnswer() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON), NOON);
        state.received(Harbour.status(API_NA, 2, Verdict.DOWN, NOON.plusSeconds(9)), NOON);
        state.received(Harbour.cacheOutage(1, IncidentState.INVESTIGATING, NOON), NOON);

        assertThat(headline(state.view(), true))
                .isEqualTo(new Headline(Status.DOWN, "Log in and API are down in North America", NOON));
    }

    @Test
    void whatRecoveredIsNotNamed() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON), NOON);
        state.received(Harbour.cacheOutage(1, IncidentState.INVESTIGATING, NOON), NOON);

        assertThat(headline(state.view(), true))
                .isEqualTo(new Headline(Status.DOWN, "Log in is down in North America", NOON));
    }

    @Test
    void eachComponentIsNamedWithItsOwnRegions() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON.minusSeconds(600)), NOON);
        state.received(Harbour.status(API_EU, 2, Verdict.DOWN, NOON), NOON);

        assertThat(headline(state.view(), true))
                .isEqualTo(new Headline(Status.DOWN, "Log in is down in North America; API is down in Europe", null));
    }

    @Test
    void theChosenRegionIsAnsweredForAndTroubleElsewhereIsAdded() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON), NOON);

        assertThat(headline(state.view(), "eu"))
                .isEqualTo(
                        new Headline(Status.UP, "All systems are up in Europe; Log in is down in North America", NOON));
        assertThat(headline(state.view(), "na"))
                .isEqualTo(new Headline(Status.DOWN, "Log in is down in North America", NOON));
    }

    @Test
    void troubleShowsBeforeItIsAnIncident() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(LOGIN_NA, 2, Verdict.DEGRADED, NOON.minusSeconds(5)), NOON);
        state.received(Harbour.status(API_NA, 2, Verdict.DOWN, NOON.minusSeconds(9)), NOON);

        assertThat(headline(state.view(), true))
                .isEqualTo(new Headline(
                        Status.DOWN, "API is down and Log in is degraded in North America", NOON.minusSeconds(9)));
    }

    @Test
    void recoveryUnderWatchIsNotCalledDown() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.cacheOutage(6, IncidentState.MONITORING, NOON), NOON);

        assertThat(headline(state.view(), true).text()).isEqualTo("Everything is working again; we are monitoring it");
    }

    @Test
    void staleIsNeverGreen() {
        var view = Views.atNoon(ALL_UP.toArray(StatusChanged[]::new));

        assertThat(headline(view, false))
                .isEqualTo(new Headline(Status.UNKNOWN, "We cannot confirm the current status", null));
        assertThat(Grid.of(view, Audience.PUBLIC, NOON.plusSeconds(60)).tiles())
                .isNotEmpty()
                .allSatisfy(tile -> assertThat(tile.status()).isEqualTo(Status.UNKNOWN));
    }

    @Test
    void whatIsUnknownIsNamed() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(Cell.of("login@eu"), 2, Verdict.UNKNOWN, NOON), NOON);

        assertThat(headline(state.view(), true))
                .isEqualTo(new Headline(
                        Status.UNKNOWN, "Everything we can check is up; we have no data for Log in – Europe", null));
    }

    @Test
    void nothingSeenYetIsUnknown() {
        assertThat(headline(Views.atNoon(), true).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void withoutACatalogNothingIsWatched() {
        assertThat(headline(LiveView.EMPTY, false))
                .isEqualTo(new Headline(Status.UNKNOWN, "Nothing is monitored yet", null));
    }

    @Test
    void internalTroubleIsForOperatorsOnly() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(Harbour.status(Harbour.CACHE_NA, 2, Verdict.DOWN, NOON), NOON);

        assertThat(headline(state.view(), true).status()).isEqualTo(Status.UP);
        assertThat(Headline.of(CellView.all(state.view(), Audience.OPERATORS), List.of(), true)
                        .text())
                .isEqualTo("Cache is down in North America");
    }

    @Test
    void plannedWorkIsNotTrouble() {
        var state = Views.state(ALL_UP.toArray(StatusChanged[]::new));
        state.received(
                new WindowUpdated(
                        "patching",
                        1,
                        "Patching",
                        List.of(LOGIN_NA),
                        NOON,
                        NOON.plusSeconds(60),
                        WindowState.IN_PROGRESS,
                        NOON,
                        null,
                        null),
                NOON);
        state.received(Harbour.status(LOGIN_NA, 2, Verdict.DOWN, NOON), NOON);

        assertThat(headline(state.view(), true))
                .isEqualTo(new Headline(
                        Status.MAINTENANCE,
                        "Log in is down in North America, for maintenance; all other systems are up",
                        null));
    }

    private static Headline headline(LiveView view, String region) {
        return Headline.of(CellView.all(view, Audience.PUBLIC), Incidents.open(view, Audience.PUBLIC), true, region);
    }

    private static Headline headline(LiveView view, boolean fresh) {
        return Headline.of(CellView.all(view, Audience.PUBLIC), Incidents.open(view, Audience.PUBLIC), fresh);
    }
}
