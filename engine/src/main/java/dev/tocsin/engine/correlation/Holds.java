package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The correlator's waiting times, from the catalog's settings and from the intervals of the checks. Answers are
/// cached.
public final class Holds {

    private static final Duration LONGEST_OPEN_HOLD = Duration.ofSeconds(60);

    private static final CorrelationSettingsDefined DEFAULTS =
            new CorrelationSettingsDefined(0, Instant.EPOCH, 20_000, 120_000, 900_000, 900_000, 300_000);

    /// The number of holds for which a stopped clock keeps the others waiting.
    private static final int PATIENCE_IN_HOLDS = 3;

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);

    private final DependencyGraph graph;
    private final CorrelationSettingsDefined settings;
    private final Map<Cell, Duration> intervals = new HashMap<>();
    private final Map<Cell, Duration> openHolds = new ConcurrentHashMap<>();

    Holds(Catalog catalog, DependencyGraph graph) {
        this.graph = graph;
        this.settings = catalog.correlationSettings().orElse(DEFAULTS);
        for (var check : catalog.checks()) {
            intervals.merge(check.cell(), intervalOf(check), Holds::longer);
        }
    }

    /// The time for which a bad cell waits, so that changes of its dependencies and neighbours can arrive; zero when
    /// the hold is set to zero.
    public Duration openHold(Cell cell) {
        if (settings.openHoldMillis() == 0) {
            return Duration.ZERO;
        }
        return openHolds.computeIfAbsent(cell, this::longestHold);
    }

    private Duration longestHold(Cell cell) {
        var longestInterval = Stream.concat(Stream.of(cell), graph.needs(cell).keySet().stream())
                .map(it -> intervals.getOrDefault(it, Duration.ZERO))
                .reduce(Duration.ZERO, Holds::longer);
        var hold = longer(Duration.ofMillis(settings.openHoldMillis()), longestInterval);
        return hold.compareTo(LONGEST_OPEN_HOLD) < 0 ? hold : LONGEST_OPEN_HOLD;
    }

    /// The time by which a partition's clock may be behind before the others go on without it. It is long enough for a
    /// hold to wait for late results of detection, and zero when there is no hold.
    public Duration patience() {
        var holds = Duration.ofMillis(settings.openHoldMillis()).multipliedBy(PATIENCE_IN_HOLDS);
        return holds.compareTo(LONGEST_PATIENCE) < 0 ? holds : LONGEST_PATIENCE;
    }

    /// The time for which all cells of an outage must be up before it ends.
    public Duration endHold(int episode) {
        return Duration.ofMillis(episode == 1 ? settings.endHoldMillis() : settings.reopenedEndHoldMillis());
    }

    public Duration reopenWithin() {
        return Duration.ofMillis(settings.reopenWithinMillis());
    }

    /// The same by a catalog alone.
    public static Duration reopenWithin(Catalog catalog) {
        return Duration.ofMillis(catalog.correlationSettings().orElse(DEFAULTS).reopenWithinMillis());
    }

    public Duration joinWindow() {
        return Duration.ofMillis(settings.joinWindowMillis());
    }

    /// A job's silence is final when it becomes a verdict; nothing more of it is to come.
    private static Duration intervalOf(CheckDefined check) {
        return check.question() instanceof Question.Heartbeat
                ? Duration.ZERO
                : Duration.ofMillis(check.timing().everyMillis());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
