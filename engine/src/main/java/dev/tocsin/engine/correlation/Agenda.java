package dev.tocsin.engine.correlation;

import dev.tocsin.engine.correlation.Due.Arrived;
import dev.tocsin.engine.correlation.Due.HoldEnds;
import dev.tocsin.engine.correlation.Due.ImpactDue;
import dev.tocsin.engine.correlation.Due.OutageEnds;
import dev.tocsin.engine.correlation.Due.WindowTurns;
import dev.tocsin.engine.correlation.WatchedCell.Place;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// What comes next, of all that waits for its time.
///
/// @param limit up to when the clocks have come
record Agenda(Correlation state, Instant limit) {

    private static final Duration BETWEEN_IMPACTS = Duration.ofSeconds(1);

    static Agenda of(Correlation state) {
        var reached = state.clocks().reached(state.landscape().patience());
        return new Agenda(state, reached.isAfter(state.now()) ? reached : state.now());
    }

    Optional<Due> next() {
        return Stream.of(window(), arrival(), hold(), end(), impact())
                .flatMap(Optional::stream)
                .min(Due.FIRST);
    }

    private Optional<Due> window() {
        return state.windows().nextTurn(state.now(), limit).map(WindowTurns::new);
    }

    private Optional<Due> arrival() {
        return state.arrivals().isEmpty()
                ? Optional.empty()
                : Optional.of(state.arrivals().first())
                        .filter(arrival -> !arrival.time().isAfter(limit))
                        .map(Arrived::new);
    }

    private Optional<Due> hold() {
        return state.cells().nextOver(limit, state.clocks()).map(hold -> new HoldEnds(hold.end(), hold.cell()));
    }

    /// On the clocks of all its cells: while one of them stands, it is not known that its cell stayed up.
    private Optional<Due> end() {
        return state.standing()
                .filter(it -> it.outage().isUp())
                .map(it -> (Due) new OutageEnds(
                        endOf(it.outage()),
                        new Place(it.incident().id(), it.outage().id())))
                .filter(due -> !due.at().isAfter(limit))
                .sorted(Due.FIRST)
                .filter(due -> isReachedByItsCells((OutageEnds) due))
                .findFirst();
    }

    /// One that all cells left is over at once.
    private Instant endOf(Outage outage) {
        var lastUp = outage.recovery().last();
        return outage.impacts().isEmpty() || lastUp == null
                ? state.now()
                : lastUp.plus(state.landscape().endHold(outage.episode()));
    }

    private boolean isReachedByItsCells(OutageEnds due) {
        return state.clocks().haveAllReached(due.at())
                || state.at(due.place()).outage().impacts().keySet().stream()
                        .mapToInt(cell -> state.cell(cell).partition())
                        .distinct()
                        .noneMatch(partition -> state.clocks().of(partition).isBefore(due.at()));
    }

    private Optional<Due> impact() {
        return state.incidents().values().stream()
                .filter(Incident::isOpen)
                .filter(incident -> incident.standing().anyMatch(outage -> !outage.isTold()))
                .map(incident -> (Due) new ImpactDue(impactDue(incident), incident.id()))
                .filter(due -> !due.at().isAfter(limit))
                .min(Due.FIRST);
    }

    private Instant impactDue(Incident incident) {
        var due = incident.impactToldAt().plus(BETWEEN_IMPACTS);
        return due.isAfter(state.now()) ? due : state.now();
    }
}
