package dev.tocsin.benchmarks.replay;

import dev.tocsin.benchmarks.simulation.CellTrouble;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.benchmarks.simulation.Truth;
import dev.tocsin.benchmarks.simulation.WatcherTrouble;
import dev.tocsin.benchmarks.simulation.World;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeEvent;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.engine.catalog.file.CatalogFile;
import dev.tocsin.engine.catalog.file.CatalogReading.Invalid;
import dev.tocsin.engine.catalog.file.CatalogReading.Valid;
import dev.tocsin.engine.replay.Replay;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.engine.replay.ReplayResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A small world made up line by line, in minutes from eight o'clock; its seed is the luck of its probes.
final class CaseWorld {

    private static final Instant EIGHT = Instant.parse("2026-01-05T08:00:00Z");

    private final long seed;
    private final List<String> points;
    private final List<String> regions;
    private final StringBuilder components = new StringBuilder();
    private final StringBuilder checks = new StringBuilder();
    private final List<CellTrouble> troubles = new ArrayList<>();
    private final List<WatcherTrouble> watchers = new ArrayList<>();
    private final List<ChangeEvent> changes = new ArrayList<>();

    CaseWorld(long seed, int points, String... regions) {
        this.seed = seed;
        this.points = IntStream.range(0, points).mapToObj(CaseWorld::point).toList();
        this.regions = List.of(regions);
    }

    /// Like `vp-a` for the first.
    static String point(int number) {
        return "vp-" + (char) ('a' + number);
    }

    static Instant minute(double minute) {
        return EIGHT.plus(Duration.ofMillis(Math.round(minute * 60_000)));
    }

    /// @param in where it is, such as `r1, r2`
    /// @param needs such as `store, dns@dc`
    CaseWorld watched(String component, String in, String needs) {
        checks.append("  %s-up: { of: %s, every: 30s, slow-after: 1500ms, tcp: { host: %s.example, port: 443 } }%n"
                .formatted(component, component, component));
        return unwatched(component, in, needs);
    }

    CaseWorld unwatched(String component, String in, String needs) {
        components.append("  %s: { name: %s, needs: [%s], in: [%s] }%n".formatted(component, component, needs, in));
        return this;
    }

    /// Watched ones that need nothing, and break only where a case says so.
    CaseWorld bystanders(int many, String in) {
        IntStream.range(0, many).forEach(number -> watched("bystander-" + number, in, ""));
        return this;
    }

    CaseWorld down(String cell, double from, double until) {
        return fails(cell, from, until, 1);
    }

    CaseWorld fails(String cell, double from, double until, double share) {
        return trouble(cell, from, until, Outcome.FAIL, share);
    }

    CaseWorld slow(String cell, double from, double until) {
        return trouble(cell, from, until, Outcome.SLOW, 1);
    }

    private CaseWorld trouble(String cell, double from, double until, Outcome outcome, double share) {
        troubles.add(new CellTrouble(Cell.of(cell), minute(from), minute(until), outcome, share, share, false, points));
        return this;
    }

    /// @param region that it does not reach; null for all
    CaseWorld cutOff(String point, double from, double until, @Nullable String region) {
        watchers.add(new WatcherTrouble.CutOff(point, minute(from), minute(until), region, true));
        return this;
    }

    CaseWorld loses(String point, double from, double until, double share) {
        watchers.add(new WatcherTrouble.Lossy(point, minute(from), minute(until), share));
        return this;
    }

    CaseWorld dead(String point, double from, double until) {
        watchers.add(new WatcherTrouble.Dead(point, minute(from), minute(until)));
        return this;
    }

    CaseWorld applied(String change, double at, List<String> components, List<String> regions) {
        changes.add(new ChangeApplied(
                change, ChangeKind.DEPLOY, components, regions, "Change " + change, minute(at), null, null));
        return this;
    }

    CaseWorld reverted(String change, double at) {
        changes.add(new ChangeReverted(change, minute(at), null));
        return this;
    }

    ReplayResult replayed(double minutes) {
        var yaml = yaml();
        var catalog = switch (CatalogFile.read(yaml.getBytes(StandardCharsets.UTF_8))) {
            case Valid(var valid, var _, var _) -> valid;
            case Invalid invalid -> throw new IllegalStateException(invalid.text());
        };
        var end = minute(minutes);
        var world = new World(
                seed,
                yaml,
                catalog,
                List.of(),
                EIGHT,
                end,
                0,
                troubles,
                watchers,
                changes.stream().sorted(Comparator.comparing(ChangeEvent::time)).toList(),
                List.of(),
                new Truth(seed, Shape.QUIET, EIGHT, end, List.of(), List.of()));
        var replay = new Replay(Ticks.WRITTEN);
        Simulation.play(world, replay::take);
        return replay.result();
    }

    private String yaml() {
        var yaml =
                new StringBuilder("page: { name: Case, url: \"https://trust.case.example\" }%nregions:%n".formatted());
        regions.forEach(
                region -> yaml.append("  %s: { name: %s, at: [0, 0], customers: 100 }%n".formatted(region, region)));
        yaml.append("vantage-points:%n".formatted());
        points.forEach(point -> yaml.append(
                "  %s: { name: %s, at: [0, 0], controls: [\"tcp://one.example:443\", \"tcp://two.example:443\"] }%n"
                        .formatted(point, point)));
        return yaml.append("settings:%n  checks: { from: [%s] }%n".formatted(String.join(", ", points)))
                .append("components:%n".formatted())
                .append(components)
                .append("checks:%n".formatted())
                .append(checks)
                .toString();
    }
}
