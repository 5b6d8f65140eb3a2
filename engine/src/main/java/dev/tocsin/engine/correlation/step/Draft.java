package dev.tocsin.engine.correlation.step;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.CorrelationDecision;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.correlation.Refusal;
import dev.tocsin.engine.correlation.TraceEntry;
import dev.tocsin.engine.correlation.TraceEntry.Rule;
import dev.tocsin.engine.correlation.WatchedCell;
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
public final class Draft {

    private final List<StoryStep> published = new ArrayList<>();
    private final List<ChangeHeld> held = new ArrayList<>();
    private final List<TraceEntry> trace = new ArrayList<>();
    private Correlation state;
    private String cause;
    private @Nullable Refusal refusal;

    public Draft(Correlation state, Input input) {
        this.state = state;
        this.cause = input.id();
    }

    public CorrelationDecision decision() {
        return new CorrelationDecision(state, List.copyOf(published), List.copyOf(held), List.copyOf(trace), refusal);
    }

    public Correlation state() {
        return state;
    }

    public Instant now() {
        return state.now();
    }

    WatchedCell cell(Cell cell) {
        return state.cell(cell);
    }

    OpenIncident incident(String id) {
        return state.open(id);
    }

    /// @param newCause the name that trace entries give to the input that is handled from here on
    public void at(Instant time, String newCause) {
        state = state.at(time);
        cause = newCause;
    }

    public void keep(Correlation next) {
        state = next;
    }

    public void keep(WatchedCell cell) {
        state = state.with(cell);
    }

    public void keep(Incident incident) {
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
