package dev.tocsin.incident.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowState;
import dev.tocsin.contract.maintenance.MaintenanceEvent.WindowUpdated;
import dev.tocsin.contract.status.CellStatusEvent;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.incident.correlation.Input.Catalogued;
import dev.tocsin.incident.correlation.Input.Changed;
import dev.tocsin.incident.correlation.Input.Observed;
import dev.tocsin.incident.correlation.Input.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Half an hour of the sample product, in which cells break and heal as they please, changes are made and work is
/// planned; and then all heals. Cells live in partitions at random, each of which is a log with a clock of its own.
public final class RandomWorld {

    private static final int PARTITIONS = 5;
    private static final Instant BEGIN = Instant.parse("2006-04-11T12:00:00Z");
    private static final Duration TROUBLE = Duration.ofMinutes(30);
    private static final Duration PEACE = Duration.ofMinutes(40);
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Random random;
    private final Map<Cell, Integer> partitions = new HashMap<>();
    private final Map<Cell, Long> numbers = new HashMap<>();
    private final Map<Cell, Verdict> verdicts = new HashMap<>();
    private final List<Observed> log = new ArrayList<>();
    private final List<Input> others = new ArrayList<>();
    private final List<Instant> othersAt = new ArrayList<>();

    private RandomWorld(long seed) {
        random = new Random(seed);
        var cells = Landscapes.harbour().catalog().cells();
        cells.forEach(cell -> partitions.put(cell, random.nextInt(PARTITIONS)));
        cells.forEach(cell -> change(cell, Verdict.UP, BEGIN.plusMillis(1)));
        trouble(cells);
        var end = BEGIN.plus(TROUBLE);
        cells.forEach(cell -> change(cell, Verdict.UP, end.plusMillis(random.nextInt(20_000))));
        tick();
    }

    public static RandomWorld of(long seed) {
        return new RandomWorld(seed);
    }

    private void trouble(List<Cell> cells) {
        var at = BEGIN.plusSeconds(60);
        while (at.isBefore(BEGIN.plus(TROUBLE))) {
            at = at.plusMillis(1 + random.nextInt(40_000));
            var cell = cells.get(random.nextInt(cells.size()));
            switch (random.nextInt(12)) {
                case 0 -> other(at, new Changed(applied("change-" + random.nextInt(3), cell, at)));
                case 1 -> other(at, new Changed(new ChangeReverted("change-" + random.nextInt(3), at, null)));
                case 2 -> other(at, new Planned(window(others.size(), cell, at)));
                case 3 -> change(cell, Verdict.UNKNOWN, at);
                case 4 -> change(cell, Verdict.DEGRADED, at);
                case 5 -> change(cell, Verdict.UP, at, Mark.UNSTABLE);
                case 6, 7 -> change(cell, Verdict.UP, at);
                default -> change(cell, Verdict.DOWN, at);
            }
        }
    }

    private void other(Instant at, Input input) {
        others.add(input);
        othersAt.add(at);
    }

    private static ChangeApplied applied(String id, Cell cell, Instant at) {
        return new ChangeApplied(
                id,
                ChangeKind.DEPLOY,
                List.of(cell.component()),
                List.of(cell.region()),
                "Deploy " + cell.component(),
                at.minusSeconds(60),
                null,
                null);
    }

    private WindowUpdated window(int number, Cell cell, Instant at) {
        var starts = at.plusMillis(random.nextInt(60_000));
        return new WindowUpdated(
                "window-" + number,
                1,
                "Work on " + cell,
                List.of(cell),
                starts,
                starts.plusSeconds(30 + random.nextInt(300)),
                WindowState.SCHEDULED,
                at);
    }

    private void change(Cell cell, Verdict verdict, Instant at, Mark... marks) {
        log.add(new Observed(new StatusChanged(
                cell,
                numbers.merge(cell, 1L, Long::sum),
                verdict,
                verdicts.put(cell, verdict),
                at.minusMillis(random.nextInt(15_000)),
                at,
                partitions.getOrDefault(cell, 0),
                List.of(marks),
                "because the test says so",
                List.of(),
                List.of())));
    }

    private void tick() {
        var end = BEGIN.plus(TROUBLE).plus(PEACE);
        for (var at = BEGIN; at.isBefore(end); at = at.plus(TICK)) {
            for (var partition = 0; partition < PARTITIONS; partition++) {
                log.add(new Observed(new ClockAdvanced(partition, at.plusMillis(partition))));
            }
        }
        log.sort(Comparator.comparing((Observed input) -> input.event().time()));
    }

    public static List<Input> catalog() {
        var landscapes = Landscapes.harbour();
        return Stream.concat(landscapes.entries().stream(), Stream.of(landscapes.published()))
                .<Input>map(Catalogued::new)
                .toList();
    }

    /// In the order of time.
    public List<Input> inputs() {
        return inputs(Collection::stream);
    }

    /// Partitions are read in any order, each in its own, none more than 50 s ahead of another. What comes from
    /// elsewhere
    /// comes when all have come to its time.
    public List<Input> interleaved(Random by) {
        return inputs(part -> interleaved(part, by).stream());
    }

    @FunctionalInterface
    private interface Order {
        Stream<Observed> of(List<Observed> part);
    }

    private List<Input> inputs(Order order) {
        var inputs = new ArrayList<>(catalog());
        var part = new ArrayList<Observed>();
        var next = 0;
        for (var observed : log) {
            while (next < others.size()
                    && othersAt.get(next).isBefore(observed.event().time())) {
                if (!isLevel(part)) {
                    break;
                }
                order.of(part).forEach(inputs::add);
                part.clear();
                inputs.add(others.get(next++));
            }
            part.add(observed);
        }
        order.of(part).forEach(inputs::add);
        inputs.addAll(others.subList(next, others.size()));
        return inputs;
    }

    /// Whether the last thing heard of every partition is its clock, so that all is decided up to then.
    private static boolean isLevel(List<Observed> part) {
        var last = part.subList(Math.max(0, part.size() - PARTITIONS), part.size());
        return last.size() == PARTITIONS && last.stream().allMatch(input -> input.event() instanceof ClockAdvanced);
    }

    private static List<Observed> interleaved(List<Observed> part, Random by) {
        var logs = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new ArrayList<>(part.stream()
                        .filter(input -> partition(input.event()) == partition)
                        .toList()))
                .toList();
        var merged = new ArrayList<Observed>();
        while (merged.size() < part.size()) {
            var slowest = logs.stream()
                    .filter(log -> !log.isEmpty())
                    .map(log -> log.getFirst().event().time())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            var may = logs.stream()
                    .filter(log ->
                            !log.isEmpty() && log.getFirst().event().time().isBefore(slowest.plusSeconds(50)))
                    .toList();
            merged.add(may.get(by.nextInt(may.size())).removeFirst());
        }
        return merged;
    }

    private static int partition(CellStatusEvent event) {
        return switch (event) {
            case StatusChanged change -> change.partition();
            case ClockAdvanced clock -> clock.partition();
            default -> throw new IllegalArgumentException("not told here");
        };
    }
}
