package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.OpenIncident;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A decision in the making: the next state, the events to publish, and the reasons.
final class Draft {

    private final List<StoryStep> published = new ArrayList<>();
    private final List<ChangeHeld> held = new ArrayList<>();
    private final List<TraceEntry> trace = new ArrayList<>();
    private Correlation state;
    private String cause;
    private @Nullable Refusal refusal;

    Draft(Correlation state, Input input) {
        this.state = state;
        this.cause = input.id();
    }

    CorrelationDecision decision() {
        return new CorrelationDecision(state, List.copyOf(published), List.copyOf(held), List.copyOf(trace), refusal);
    }

    Correlation state() {
        return state;
    }

    Instant now() {
        return state.now();
    }

    WatchedCell cell(Cell cell) {
        return state.cell(cell);
    }

    OpenIncident incident(String id) {
        return state.open(id);
    }

    /// @param newCause the name that trace entries give to the input that is handled from here on
    void at(Instant time, String newCause) {
        state = state.at(time);
        cause = newCause;
    }

    void keep(Correlation next) {
        state = next;
    }

    void keep(WatchedCell cell) {
        state = state.with(cell);
    }

    void keep(Incident incident) {
        state = state.with(incident);
    }

    void publish(StoryStep next) {
        published.add(next);
        keep(next.incident());
    }

    void publish(ChangeHeld event) {
        held.add(event);
    }

    void refuse(Refusal why) {
        refusal = why;
    }

    void explain(@Nullable String incident, Cell cell, Rule rule, String reason) {
        explain(incident, List.of(cell), rule, reason, Map.of());
    }

    void explain(
            @Nullable String incident, Collection<Cell> cells, Rule rule, String reason, Map<String, String> numbers) {
        trace.add(new TraceEntry(now(), incident, List.copyOf(cells), rule, cause, reason, numbers));
    }
}
