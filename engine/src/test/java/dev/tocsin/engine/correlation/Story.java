package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.catalog.ComponentDefined;
import dev.tocsin.contract.catalog.RegionDefined;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.Input.Planned;
import dev.tocsin.engine.correlation.Input.Uncatalogued;
import dev.tocsin.engine.lifecycle.Incident;
import dev.tocsin.engine.lifecycle.StoryStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells the correlator what happened, in order, and remembers what it told and why.
///
/// Each region has a clock of its own: its cells live in one partition. Time moves all clocks that do not stand.
public final class Story {

    static final Instant NOON = Instant.parse("2006-04-11T12:00:00Z");

    final List<StoryStep> told = new ArrayList<>();
    final List<ChangeHeld> held = new ArrayList<>();
    final List<TraceEntry> trace = new ArrayList<>();

    @Nullable
    String refusal;

    final List<Input> inputs = new ArrayList<>();
    Correlation state = Correlation.EMPTY;
    Instant now = NOON;

    private final Map<Cell, Long> numbers = new HashMap<>();
    private final Map<Cell, Verdict> verdicts = new HashMap<>();
    private final Map<Cell, Integer> moved = new HashMap<>();
    private final List<String> stopped = new ArrayList<>();

    public static Story of(CatalogBuilder builder) {
        var story = new Story();
        builder.entries().forEach(entry -> story.hear(new Catalogued(entry)));
        story.hear(new Catalogued(builder.published()));
        story.watchedCells().forEach(cell -> story.change(cell, Verdict.UP, NOON));
        return story.afterSeconds(10);
    }

    public Story down(String... cells) {
        Stream.of(cells).forEach(cell -> change(Cell.of(cell), Verdict.DOWN, now));
        return this;
    }

    public Story degraded(String... cells) {
        Stream.of(cells).forEach(cell -> change(Cell.of(cell), Verdict.DEGRADED, now));
        return this;
    }

    public Story up(String... cells) {
        Stream.of(cells).forEach(cell -> change(Cell.of(cell), Verdict.UP, now));
        return this;
    }

    public Story unknown(String... cells) {
        Stream.of(cells).forEach(cell -> change(Cell.of(cell), Verdict.UNKNOWN, now));
        return this;
    }

    public Story upButUnstable(String cell) {
        change(Cell.of(cell), Verdict.UP, now, Mark.UNSTABLE);
        return this;
    }

    public Story unwatched(String name) {
        var cell = Cell.of(name);
        hear(new Observed(new WatchEnded(cell, number(cell), now, partition(cell.region()))));
        verdicts.remove(cell);
        return this;
    }

    public Story applied(String change, String component, String... regions) {
        return applied(change, List.of(component), regions);
    }

    Story applied(String change, List<String> components, String... regions) {
        hear(new Changed(new ChangeApplied(
                change,
                ChangeKind.PATCH,
                components,
                List.of(regions),
                "Patch " + String.join(", ", components),
                now,
                null,
                null)));
        return this;
    }

    public Story reverted(String change) {
        return hear(new Changed(new ChangeReverted(change, now, null)));
    }

    /// Work on these cells from now on.
    public Story window(String id, Duration lasts, String... cells) {
        return hear(new Planned(new WindowUpdated(
                id,
                1,
                "Work on " + String.join(", ", cells),
                Stream.of(cells).map(Cell::of).toList(),
                now,
                now.plus(lasts),
                WindowState.SCHEDULED,
                now,
                null,
                null)));
    }

    public Story order(Command command) {
        return hear(new Ordered(command));
    }

    public Story withComponent(ComponentDefined component, long version) {
        hear(new Catalogued(component));
        return hear(new Catalogued(new CatalogVersionPublished(version, now, "1".repeat(64), 0)));
    }

    public Story withoutComponent(String component, long version) {
        var key = "component/" + component;
        hear(new Uncatalogued(key));
        hear(new Catalogued(new CatalogVersionPublished(version, now, "1".repeat(64), 0)));
        return this;
    }

    /// Second by second.
    public Story afterSeconds(long seconds) {
        return tick(Duration.ofSeconds(seconds), Duration.ofSeconds(1));
    }

    /// Ten seconds at a time.
    public Story after(Duration duration) {
        return tick(duration, Duration.ofSeconds(10));
    }

    private Story tick(Duration duration, Duration step) {
        var end = now.plus(duration);
        while (now.isBefore(end)) {
            now = now.plus(step);
            regions().stream()
                    .filter(region -> !stopped.contains(region))
                    .forEach(region -> hear(new Observed(new ClockAdvanced(partition(region), now))));
        }
        return this;
    }

    /// From now on the cell's changes come from another partition, whose clock moves by [#partitionComesTo] only.
    public Story livesIn(int partition, String name) {
        var cell = Cell.of(name);
        moved.put(cell, partition);
        change(cell, Verdict.UP, now);
        return this;
    }

    public Story partitionComesTo(int partition, Instant time) {
        return hear(new Observed(new ClockAdvanced(partition, time)));
    }

    /// Told late: `cell` was found down when its partition's clock stood at `time`.
    public Story foundDown(String name, Instant time) {
        var cell = Cell.of(name);
        change(cell, Verdict.DOWN, time, time);
        return this;
    }

    public Story clockStops(String region) {
        stopped.add(region);
        return this;
    }

    public Story clockGoesOn(String region) {
        stopped.remove(region);
        return this;
    }

    public Story hear(Input input) {
        inputs.add(input);
        var decision = Correlator.decide(state, input);
        state = decision.next();
        told.addAll(decision.published());
        held.addAll(decision.held());
        var refused = decision.refusal();
        refusal = refused == null ? null : refused.why();
        trace.addAll(decision.trace());
        return this;
    }

    /// What an order would do now, which it is not given.
    public CorrelationDecision wouldDo(Command command) {
        return Correlator.decide(state, new Ordered(command));
    }

    public Instant now() {
        return now;
    }

    /// All that was heard, from the catalog on.
    public List<Input> inputs() {
        return List.copyOf(inputs);
    }

    public List<StoryStep> told() {
        return List.copyOf(told);
    }

    public List<IncidentEvent> events() {
        return told.stream().map(StoryStep::event).toList();
    }

    <E extends IncidentEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<String> cells() {
        return watchedCells().stream().map(Cell::toString).toList();
    }

    public List<String> kinds() {
        return events().stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    public List<Incident> incidents() {
        return List.copyOf(state.incidents().values());
    }

    public Incident onlyIncident() {
        if (state.incidents().size() != 1) {
            throw new AssertionError("not one incident but " + state.incidents().keySet());
        }
        return incidents().getFirst();
    }

    public List<TraceEntry.Rule> rules() {
        return trace.stream().map(TraceEntry::rule).toList();
    }

    private void change(Cell cell, Verdict verdict, Instant onset, Mark... marks) {
        change(cell, verdict, onset, now, marks);
    }

    private void change(Cell cell, Verdict verdict, Instant onset, Instant time, Mark... marks) {
        hear(new Observed(new StatusChanged(
                cell,
                number(cell),
                verdict,
                verdicts.put(cell, verdict),
                onset,
                time,
                moved.getOrDefault(cell, partition(cell.region())),
                List.of(marks),
                "because the test says so",
                List.of(),
                List.of())));
    }

    private long number(Cell cell) {
        return numbers.merge(cell, 1L, Long::sum);
    }

    private int partition(String region) {
        return regions().indexOf(region);
    }

    private List<String> regions() {
        return catalog().regions().stream().map(RegionDefined::id).toList();
    }

    private List<Cell> watchedCells() {
        return catalog().cells().stream().filter(state.graph()::isWatched).toList();
    }

    public Catalog catalog() {
        return state.graph().catalog();
    }
}
