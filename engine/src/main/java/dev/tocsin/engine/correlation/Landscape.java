package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CorrelationSettingsDefined;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.engine.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The catalog as the correlator sees it: which cell needs which, and how long to wait. Answers are remembered.
public final class Landscape {

    private static final Duration LONGEST_OPEN_HOLD = Duration.ofSeconds(60);

    private static final CorrelationSettingsDefined DEFAULTS =
            new CorrelationSettingsDefined(0, Instant.EPOCH, 20_000, 120_000, 900_000, 900_000, 300_000);

    /// How much longer than a hold a clock that stands keeps the others waiting.
    private static final int PATIENCE_IN_HOLDS = 3;

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(60);

    static final Landscape NONE = of(Catalog.EMPTY);

    private final Catalog catalog;
    private final CorrelationSettingsDefined settings;
    private final Map<Cell, List<Cell>> needs = new HashMap<>();
    private final Map<Cell, Set<Cell>> neededBy = new HashMap<>();
    private final Map<Cell, Duration> intervals = new HashMap<>();
    private final Map<Cell, Map<Cell, Integer>> allNeeds = new ConcurrentHashMap<>();
    private final Map<Cell, Map<Cell, Integer>> allNeededBy = new ConcurrentHashMap<>();
    private final Map<Cell, Duration> openHolds = new ConcurrentHashMap<>();

    private Landscape(Catalog catalog) {
        this.catalog = catalog;
        this.settings = catalog.correlationSettings().orElse(DEFAULTS);
        for (var cell : catalog.cells()) {
            var needed = catalog.needs(cell);
            needs.put(cell, needed);
            needed.forEach(it ->
                    neededBy.computeIfAbsent(it, _ -> new LinkedHashSet<>()).add(cell));
        }
        for (var check : catalog.checks()) {
            intervals.merge(check.cell(), intervalOf(check), Landscape::longer);
        }
    }

    public static Landscape of(Catalog catalog) {
        return new Landscape(catalog);
    }

    public Catalog catalog() {
        return catalog;
    }

    boolean has(Cell cell) {
        return needs.containsKey(cell);
    }

    /// Whether it has checks of its own.
    boolean isWatched(Cell cell) {
        return intervals.containsKey(cell);
    }

    /// What the cell needs, over any number of hops, with the number of hops.
    Map<Cell, Integer> needs(Cell cell) {
        return allNeeds.computeIfAbsent(cell, from -> reach(from, it -> needs.getOrDefault(it, List.of())));
    }

    /// What needs the cell, over any number of hops, with the number of hops.
    Map<Cell, Integer> neededBy(Cell cell) {
        return allNeededBy.computeIfAbsent(cell, from -> reach(from, this::directlyNeededBy));
    }

    /// Watched cells that need it directly, or through none but unwatched ones.
    Set<Cell> watchedNextAbove(Cell cell) {
        var found = new LinkedHashSet<Cell>();
        var seen = new LinkedHashSet<>(List.of(cell));
        var ahead = new ArrayDeque<>(List.of(cell));
        while (!ahead.isEmpty()) {
            for (var next : directlyNeededBy(ahead.remove())) {
                if (isWatched(next)) {
                    found.add(next);
                } else if (seen.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return found;
    }

    Set<Cell> directlyNeededBy(Cell cell) {
        return neededBy.getOrDefault(cell, Set.of());
    }

    /// Whether the graph says nothing about it: it needs nothing, and nothing needs it.
    boolean isSilentOn(Cell cell) {
        return needs.getOrDefault(cell, List.of()).isEmpty()
                && directlyNeededBy(cell).isEmpty();
    }

    /// How long a bad cell waits, so that what it depends on, and its neighbours, can arrive; not at all where the hold
    /// is set to nothing.
    Duration openHold(Cell cell) {
        if (settings.openHoldMillis() == 0) {
            return Duration.ZERO;
        }
        return openHolds.computeIfAbsent(cell, this::longestHold);
    }

    private Duration longestHold(Cell cell) {
        var longestInterval = Stream.concat(Stream.of(cell), needs(cell).keySet().stream())
                .map(it -> intervals.getOrDefault(it, Duration.ZERO))
                .reduce(Duration.ZERO, Landscape::longer);
        var hold = longer(Duration.ofMillis(settings.openHoldMillis()), longestInterval);
        return hold.compareTo(LONGEST_OPEN_HOLD) < 0 ? hold : LONGEST_OPEN_HOLD;
    }

    /// How far behind a clock may be before the others go on without it: so long that a hold can wait for what
    /// detection finds late, and not at all where there is no hold.
    Duration patience() {
        var holds = Duration.ofMillis(settings.openHoldMillis()).multipliedBy(PATIENCE_IN_HOLDS);
        return holds.compareTo(LONGEST_PATIENCE) < 0 ? holds : LONGEST_PATIENCE;
    }

    /// How long all cells of an outage must be up before it ends.
    Duration endHold(int episode) {
        return Duration.ofMillis(episode == 1 ? settings.endHoldMillis() : settings.reopenedEndHoldMillis());
    }

    Duration reopenWithin() {
        return Duration.ofMillis(settings.reopenWithinMillis());
    }

    Duration joinWindow() {
        return Duration.ofMillis(settings.joinWindowMillis());
    }

    @FunctionalInterface
    private interface Neighbours {
        Iterable<Cell> of(Cell cell);
    }

    private static Map<Cell, Integer> reach(Cell from, Neighbours neighbours) {
        var hops = new LinkedHashMap<Cell, Integer>();
        var ahead = new ArrayDeque<Cell>();
        hops.put(from, 0);
        ahead.add(from);
        while (!ahead.isEmpty()) {
            var cell = ahead.remove();
            for (var next : neighbours.of(cell)) {
                if (hops.putIfAbsent(next, hops.getOrDefault(cell, 0) + 1) == null) {
                    ahead.add(next);
                }
            }
        }
        hops.remove(from);
        return Collections.unmodifiableMap(hops);
    }

    /// A job's silence is final when it is called; nothing of it is still to come.
    private static Duration intervalOf(CheckDefined check) {
        return check.question() instanceof Question.Heartbeat
                ? Duration.ZERO
                : Duration.ofMillis(check.timing().everyMillis());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Landscape landscape && catalog.equals(landscape.catalog);
    }

    @Override
    public int hashCode() {
        return catalog.hashCode();
    }
}
