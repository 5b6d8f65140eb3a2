package dev.tocsin.engine.correlation.step;

import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.WatchedCell.IncidentOutage;
import dev.tocsin.engine.correlation.step.DueStep.Arrived;
import dev.tocsin.engine.correlation.step.DueStep.HoldEnds;
import dev.tocsin.engine.correlation.step.DueStep.ImpactDue;
import dev.tocsin.engine.correlation.step.DueStep.OutageEnds;
import dev.tocsin.engine.correlation.step.DueStep.WindowTurns;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the next step that is due.
///
/// @param limit the time that the clocks have reached
public record DueSteps(Correlation state, Instant limit) {

    private static final Duration BETWEEN_IMPACTS = Duration.ofSeconds(1);

    public static DueSteps of(Correlation state) {
        var reached = state.clocks().reached(state.graph().holds().patience());
        return new DueSteps(state, reached.isAfter(state.now()) ? reached : state.now());
    }

    public Optional<DueStep> next() {
        return Stream.of(window(), change(), hold(), end(), impact())
                .flatMap(Optional::stream)
                .min(DueStep.FIRST);
    }

    private Optional<DueStep> window() {
        return state.windows().nextTurn(state.now(), limit).map(WindowTurns::new);
    }

    private Optional<DueStep> change() {
        return state.pending().isEmpty()
                ? Optional.empty()
                : Optional.of(state.pending().first())
                        .filter(change -> !change.time().isAfter(limit))
                        .map(Arrived::new);
    }

    private Optional<DueStep> hold() {
        return state.cells().nextOver(limit, state.clocks()).map(hold -> new HoldEnds(hold.end(), hold.cell()));
    }

    /// By the clocks of all its cells: while one of them is stopped, it is not known whether its cell stayed up.
    private Optional<DueStep> end() {
        return state.standing()
                .filter(it -> it.outage().isUp())
                .map(it -> (DueStep) new OutageEnds(
                        endOf(it.outage()),
                        new IncidentOutage(it.incident().id(), it.outage().id())))
                .filter(due -> !due.at().isAfter(limit))
                .sorted(DueStep.FIRST)
                .filter(due -> isReachedByItsCells((OutageEnds) due))
                .findFirst();
    }

    /// An outage that all cells have left is over at once.
    private Instant endOf(Outage outage) {
        var lastUp = outage.recovery().last();
        return outage.impacts().isEmpty() || lastUp == null
                ? state.now()
                : lastUp.plus(state.graph().holds().endHold(outage.episode()));
    }

    private boolean isReachedByItsCells(OutageEnds due) {
        return state.clocks().haveAllReached(due.at())
                || state.at(due.place()).outage().impacts().keySet().stream()
                        .mapToInt(cell -> state.cell(cell).partition())
                        .distinct()
                        .noneMatch(partition -> state.clocks().of(partition).isBefore(due.at()));
    }

    private Optional<DueStep> impact() {
        return state.open().stream()
                .filter(incident -> incident.standing().anyMatch(outage -> !outage.isPublished()))
                .map(incident -> (DueStep) new ImpactDue(impactDue(incident), incident.id()))
                .filter(due -> !due.at().isAfter(limit))
                .min(DueStep.FIRST);
    }

    private Instant impactDue(OpenIncident incident) {
        var due = incident.impactNamedAt().plus(BETWEEN_IMPACTS);
        return due.isAfter(state.now()) ? due : state.now();
    }
}
