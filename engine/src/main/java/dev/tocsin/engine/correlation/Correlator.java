package dev.tocsin.engine.correlation;

import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.Input.Planned;
import dev.tocsin.engine.correlation.Input.Uncatalogued;
import dev.tocsin.engine.correlation.step.CatalogStep;
import dev.tocsin.engine.correlation.step.CommandStep;
import dev.tocsin.engine.correlation.step.Draft;
import dev.tocsin.engine.correlation.step.DueStep;
import dev.tocsin.engine.correlation.step.DueStep.Arrived;
import dev.tocsin.engine.correlation.step.DueStep.HoldEnds;
import dev.tocsin.engine.correlation.step.DueStep.ImpactDue;
import dev.tocsin.engine.correlation.step.DueStep.OutageEnds;
import dev.tocsin.engine.correlation.step.DueStep.WindowTurns;
import dev.tocsin.engine.correlation.step.DueSteps;
import dev.tocsin.engine.correlation.step.ImpactPublisher;
import dev.tocsin.engine.correlation.step.MaintenanceStep;
import dev.tocsin.engine.correlation.step.OutageCloser;
import dev.tocsin.engine.correlation.step.OutageOpener;
import dev.tocsin.engine.correlation.step.StateRetention;
import dev.tocsin.engine.correlation.step.StatusChangeStep;
import dev.tocsin.engine.correlation.step.SuspectRanking;
import java.time.Duration;

/// Decides which failures are one incident: a pure function of the state and the input.
///
/// ```
///   bad ──▶ StatusChangeStep ──▶ joins an open outage ─────────────────────────────▶ ImpactPublisher, once a second
///                  │                                                                  ▲
///                  └──▶ waits for its hold ──▶ OutageOpener: all that belongs to it ──▶ OutageCloser, once all are up
/// ```
///
/// Status changes come from partitions that are read in any order. So they wait until all clocks have reached their
/// time. Every step that is due is decided in the order of time, with the time at which it was due as *now*.
public final class Correlator {

    private Correlator() {}

    public static CorrelationDecision decide(Correlation state, Input input) {
        var draft = new Draft(state, input);
        apply(input, draft);
        catchUp(draft);
        return draft.decision();
    }

    private static void apply(Input input, Draft draft) {
        var state = draft.state();
        switch (input) {
            case Observed(CellStatusEvent event) -> draft.keep(observe(event, state));
            case Catalogued(CatalogVersionPublished version) -> new CatalogStep(draft).publish(version);
            case Catalogued(var entry) ->
                draft.keep(state.withArriving(state.arriving().plus(entry.key(), entry)));
            case Uncatalogued(var key) ->
                draft.keep(state.withArriving(state.arriving().minus(key)));
            case Changed(ChangeEvent change) -> new SuspectRanking(draft).apply(change);
            case Planned(var window) -> new MaintenanceStep(draft).apply(window);
            case Ordered(var command) -> new CommandStep(draft).execute(command);
        }
    }

    /// A change shows that its clock has reached its time, but not that nothing else follows at the same time.
    private static Correlation observe(CellStatusEvent event, Correlation state) {
        return switch (event) {
            case ClockAdvanced clock -> state.with(state.clocks().with(clock.partition(), clock.time()));
            case StatusChanged change -> arrive(PendingChange.of(change), state);
            case WatchEnded ended -> arrive(PendingChange.of(ended), state);
        };
    }

    private static Correlation arrive(PendingChange change, Correlation state) {
        var patient = !state.graph().holds().patience().isZero();
        var reached = patient ? change.time().minus(Duration.ofMillis(1)) : change.time();
        return state.with(state.clocks().with(change.partition(), reached))
                .withPending(state.pending().plus(change));
    }

    private static void catchUp(Draft draft) {
        var before = draft.now();
        var limit = DueSteps.of(draft.state()).limit();
        var next = new DueSteps(draft.state(), limit).next();
        while (next.isPresent()) {
            handle(next.get(), draft);
            next = new DueSteps(draft.state(), limit).next();
        }
        draft.keep(StateRetention.forgotten(before, draft.state().at(limit)));
    }

    private static void handle(DueStep due, Draft draft) {
        draft.at(due.at(), due.subject());
        switch (due) {
            case Arrived(var change) -> new StatusChangeStep(draft).apply(change);
            case HoldEnds(var _, var cell) -> new OutageOpener(draft).holdEnded(cell);
            case OutageEnds(var _, var place) -> new OutageCloser(draft).end(place);
            case ImpactDue(var _, var incident) -> new ImpactPublisher(draft).impact(incident);
            case WindowTurns _ -> new MaintenanceStep(draft).turn();
        }
    }
}
