package dev.tocsin.engine.replay;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.catalog.CatalogEvent;
import dev.tocsin.contract.catalog.CatalogVersionPublished;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeHeld;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.incident.IncidentEvent;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.vantage.HeartbeatSent;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.engine.catalog.CatalogUpdate;
import dev.tocsin.engine.correlation.Correlation;
import dev.tocsin.engine.correlation.Correlator;
import dev.tocsin.engine.correlation.Input;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.Oversight;
import dev.tocsin.engine.detection.Oversight.Ruling;
import dev.tocsin.engine.detection.OversightState;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.engine.detection.TickInterval;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Runs recorded events through detection and correlation, in the order in which they were appended.
///
/// It uses the services' own code, without Kafka and PostgreSQL between its parts, and no time but the log's.
public final class Replay {

    /// The source of what incident-service adds to detection's log: ticks, and the decisions of its oversight.
    public enum Ticks {
        /// The recording has these events.
        RECORDED,
        /// The recording has none of these events, and the replay writes them as incident-service would have.
        WRITTEN
    }

    private final Ticks ticks;
    private final List<Detection> partitions;
    private final NoticeBook notices = new NoticeBook();
    private final RecordedCommands commands = new RecordedCommands();
    private final ReplayFindings findings = new ReplayFindings();

    /// Clock advances that nothing waits for; they are applied together, before the next input that matters.
    private final Map<Integer, ClockAdvanced> passed = new HashMap<>();

    private OversightState oversight = OversightState.NONE;
    private Correlation correlation = Correlation.EMPTY;
    private boolean isIdle = true;
    private Map<String, CellChecksDefined> definitions = Map.of();
    private Duration between = Duration.ofSeconds(2);
    private @Nullable Instant nextTick;
    private Instant now = Instant.EPOCH;

    public Replay(Ticks ticks) {
        this(ticks, Topic.HEALTH_EVENTS.partitions());
    }

    /// @param partitions of the health events
    public Replay(Ticks ticks, int partitions) {
        this.ticks = ticks;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(PartitionMemory::new)
                .map(Detection::new)
                .toList();
    }

    /// Takes the next record, in the order of append times.
    public void take(Recorded recorded) {
        if (ticks == Ticks.WRITTEN) {
            tickUntil(recorded.appendedAt());
        }
        now = recorded.appendedAt();
        findings.received(recorded);
        switch (recorded.topic()) {
            case HEALTH_EVENTS -> detect(recorded);
            case CATALOG -> catalog(recorded);
            case VANTAGE_POINTS -> heartbeat(recorded);
            case CHANGES -> change((ChangeEvent) recorded.requireEvent());
            case MAINTENANCE -> maintenance(recorded);
            case INCIDENT_EVENTS -> command((IncidentEvent) recorded.requireEvent());
            default -> {}
        }
    }

    /// Whether no catalog was published; nothing can be found without one.
    public boolean hasNoCatalog() {
        return correlation.graph().catalog().version() == 0;
    }

    /// Whether a decision, such as an opening or an end, is due as soon as the clocks have advanced far enough.
    public boolean waitsForClocks() {
        return !correlation.pending().isEmpty()
                || correlation.cells().anyHold()
                || correlation.incidents().values().stream()
                        .filter(Incident::isOpen)
                        .flatMap(Incident::standing)
                        .anyMatch(outage -> outage.isUp() || !outage.isPublished());
    }

    public ReplayResult result() {
        return findings.result(notices.notices());
    }

    private void tickUntil(Instant time) {
        var tick = nextTick == null ? time : nextTick;
        for (; !tick.isAfter(time); tick = tick.plus(between)) {
            for (var partition = 0; partition < partitions.size(); partition++) {
                detect(partition, tick, new ClockTicked(partition, tick));
            }
        }
        nextTick = tick;
    }

    private void detect(Recorded recorded) {
        var event = (HealthLogEvent) recorded.requireEvent();
        if (event instanceof HealthObserved observed
                && !definitions.isEmpty()
                && partitions.get(recorded.partition()).cell(observed.cell()) == null) {
            define(recorded);
        }
        detect(recorded.partition(), recorded.appendedAt(), event);
    }

    /// Takes a cell's definition from the catalog if the log was cut off from its definitions.
    private void define(Recorded recorded) {
        var definition = definitions.get(recorded.key());
        if (definition != null) {
            detect(recorded.partition(), recorded.appendedAt(), definition);
        }
    }

    private void detect(int partition, Instant appendedAt, HealthLogEvent event) {
        now = appendedAt;
        var found = partitions.get(partition).take(appendedAt, event);
        found.changes().forEach(this::correlate);
        if (found.counted() != null && ticks == Ticks.WRITTEN) {
            oversee(Oversight.rule(oversight, found.counted()), appendedAt);
        }
    }

    /// Writes each decision into every partition.
    private void oversee(Ruling ruling, Instant appendedAt) {
        oversight = ruling.next();
        ruling.decided().forEach(decided -> {
            findings.decided(decided);
            for (var partition = 0; partition < partitions.size(); partition++) {
                detect(partition, appendedAt, decided);
            }
        });
    }

    private void heartbeat(Recorded recorded) {
        if (recorded.event() instanceof HeartbeatSent heartbeat && ticks == Ticks.WRITTEN) {
            oversee(Oversight.rule(oversight, heartbeat, recorded.appendedAt()), recorded.appendedAt());
        }
    }

    private void correlate(CellStatusEvent found) {
        switch (found) {
            case ClockAdvanced clock when isIdle -> passed.put(clock.partition(), clock);
            case ClockAdvanced clock -> {
                decide(new Input.Observed(clock));
                notices.pass(clock.time());
            }
            case StatusChanged change -> {
                findings.changed(change);
                decide(new Input.Observed(change));
            }
            default -> decide(new Input.Observed(found));
        }
    }

    /// Skips recorded holds, because they say nothing about the holds of this replay.
    private void change(ChangeEvent event) {
        if (!(event instanceof ChangeHeld)) {
            decide(new Input.Changed(event));
        }
    }

    private void maintenance(Recorded recorded) {
        if (recorded.event() instanceof WindowUpdated window) {
            decide(new Input.Planned(window));
        }
    }

    private void command(IncidentEvent recorded) {
        var before = correlation.incidents();
        commands.of(recorded).ifPresent(command -> decide(new Input.Ordered(command)));
        correlation.incidents().keySet().stream()
                .filter(id -> !before.containsKey(id))
                .findFirst()
                .ifPresent(id -> commands.became(recorded.key(), id));
    }

    private void catalog(Recorded recorded) {
        decide(
                recorded.event() == null
                        ? new Input.Uncatalogued(recorded.key())
                        : new Input.Catalogued((CatalogEvent) recorded.event()));
        if (recorded.event() instanceof CatalogVersionPublished published) {
            running(correlation.graph().catalog(), published.time());
        }
    }

    private void running(Catalog catalog, Instant since) {
        between = TickInterval.of(catalog);
        definitions = CatalogUpdate.allCells(catalog, since).stream()
                .collect(Collectors.toMap(CellChecksDefined::key, definition -> definition));
    }

    private void decide(Input input) {
        passed.values().stream()
                .sorted(Comparator.comparing(ClockAdvanced::time).thenComparingInt(ClockAdvanced::partition))
                .forEach(clock -> apply(new Input.Observed(clock)));
        passed.clear();
        apply(input);
        isIdle = correlation.isQuiet();
    }

    private void apply(Input input) {
        var decision = Correlator.decide(correlation, input);
        correlation = decision.next();
        decision.published().forEach(step -> {
            notices.take(step.event());
            findings.published(step, now);
        });
        decision.held().forEach(findings::held);
    }
}
