package dev.tocsin.engine.correlation;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Verdict;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.status.ClockAdvanced;
import dev.tocsin.contract.status.Mark;
import dev.tocsin.contract.status.StatusChanged;
import dev.tocsin.contract.status.WatchEnded;
import dev.tocsin.engine.correlation.Command.Resolve;
import dev.tocsin.engine.correlation.Input.Catalogued;
import dev.tocsin.engine.correlation.Input.Changed;
import dev.tocsin.engine.correlation.Input.Observed;
import dev.tocsin.engine.correlation.Input.Ordered;
import dev.tocsin.engine.correlation.Input.Planned;
import dev.tocsin.engine.lifecycle.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Half an hour of the sample product, in which cells break and heal as they please, changes are made, work is planned
/// and planned anew, the catalog is edited, and operators order what they like; and then all heals. In some worlds it
/// breaks once more when all of that is forgotten. Cells live in partitions at random, each of which is a log with a
/// clock of its own.
public final class RandomWorld {

    static final int PARTITIONS = 5;

    private static final Instant BEGIN = Instant.parse("2006-04-11T12:00:00Z");
    private static final Duration TROUBLE = Duration.ofMinutes(30);
    private static final Duration RELAPSE = Duration.ofMinutes(4);
    private static final Duration PEACE = Duration.ofMinutes(22);
    private static final Duration LULL = Duration.ofMinutes(90);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration SLOW_TICK = Duration.ofSeconds(30);

    private final Random random;
    private final Map<Cell, Integer> partitions = new HashMap<>();
    private final Map<Cell, Long> numbers = new HashMap<>();
    private final Map<Cell, Verdict> verdicts = new HashMap<>();
    private final Set<Cell> unwatched = new HashSet<>();
    private final TreeMap<Instant, Runnable> later = new TreeMap<>();
    private final RandomWindows windows;
    private final List<Observed> log = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final List<Input> others = new ArrayList<>();
    private final CatalogEdits edits = new CatalogEdits();
    private Instant editedUntil = BEGIN;
    private Correlation state = Correlation.EMPTY;

    /// What is heard from elsewhere at some time, which may hang on what stands then.
    private record Wish(Instant at, Function<Correlation, Input> input) {}

    private RandomWorld(long seed) {
        random = new Random(seed);
        windows = new RandomWindows(random);
        var cells = CatalogBuilder.harbour().catalog().cells();
        cells.forEach(cell -> partitions.put(cell, random.nextInt(PARTITIONS)));
        cells.forEach(cell -> change(cell, Verdict.UP, BEGIN.plusMillis(1)));
        trouble(cells, BEGIN.plusSeconds(60), BEGIN.plus(TROUBLE));
        var end = BEGIN.plus(TROUBLE).plus(PEACE);
        tick(BEGIN, end, TICK);
        if (seed % 6 == 0) {
            var again = end.plus(LULL);
            tick(end, again, SLOW_TICK);
            trouble(cells, again, again.plus(RELAPSE));
            tick(again, again.plus(RELAPSE).plus(PEACE), TICK);
        }
        log.sort(Comparator.comparing((Observed input) -> input.event().time()));
        wishes.sort(Comparator.comparing(Wish::at));
        fulfil();
    }

    public static RandomWorld of(long seed) {
        return new RandomWorld(seed);
    }

    private void trouble(List<Cell> cells, Instant from, Instant to) {
        var at = from;
        while (at.isBefore(to)) {
            at = at.plusMillis(1 + random.nextInt(40_000));
            comeTo(at);
            var cell = cells.get(random.nextInt(cells.size()));
            switch (random.nextInt(16)) {
                case 0 -> hear(at, new Changed(applied("change-" + random.nextInt(3), cell, at)));
                case 1 -> hear(at, new Changed(new ChangeReverted("change-" + random.nextInt(3), at, null)));
                case 2 -> hear(at, new Planned(windows.next(cell, at)));
                case 3 -> change(cell, Verdict.UNKNOWN, at);
                case 4 -> change(cell, Verdict.DEGRADED, at);
                case 5 -> change(cell, Verdict.UP, at, Mark.UNSTABLE);
                case 6, 7 -> change(cell, Verdict.UP, at);
                case 8, 9, 10 -> order(at);
                case 11 -> edit(cell, at, to);
                default -> change(cell, Verdict.DOWN, at);
            }
        }
        comeTo(to);
        cells.forEach(cell -> change(cell, Verdict.UP, to.plusMillis(1 + random.nextInt(20_000))));
        for (var second = 30; second < 90; second++) {
            endStated(to.plusSeconds(second));
        }
    }

    /// Ends an incident that ends by hand only, if there is one left.
    private void endStated(Instant at) {
        wishes.add(new Wish(
                at,
                state -> new Ordered(new Resolve(
                        state.open().stream()
                                .filter(incident -> incident.standing()
                                        .anyMatch(outage ->
                                                outage.statedCells().findAny().isPresent()))
                                .map(Incident::id)
                                .findFirst()
                                .orElse("none"),
                        "dana",
                        "it is over",
                        at))));
    }

    private void comeTo(Instant at) {
        while (!later.isEmpty() && !later.firstKey().isAfter(at)) {
            later.pollFirstEntry().getValue().run();
        }
    }

    private void hear(Instant at, Input input) {
        wishes.add(new Wish(at, _ -> input));
    }

    private void order(Instant at) {
        var chance = random.nextLong();
        wishes.add(new Wish(at, state -> new Ordered(RandomOrders.of(state, at, new Random(chance)))));
    }

    /// A component leaves the catalog, wholly or in one region, and comes back; or is seen otherwise. Detection ends
    /// and begins its watch a little before or after the correlator hears of it.
    private void edit(Cell cell, Instant at, Instant end) {
        var back = at.plusSeconds(30 + random.nextInt(400));
        if (at.isBefore(editedUntil) || !back.plusSeconds(20).isBefore(end)) {
            return;
        }
        editedUntil = back;
        switch (random.nextInt(3)) {
            case 0 ->
                edits.seenOtherwise(cell.component(), random.nextBoolean()).forEach(input -> hear(at, input));
            case 1 -> {
                edits.without("search").forEach(input -> hear(at, input));
                edits.asBefore().forEach(input -> hear(back, input));
                CatalogBuilder.harbour().catalog().cells().stream()
                        .filter(gone -> gone.component().equals("search"))
                        .forEach(gone -> unwatch(gone, at, back));
            }
            default -> {
                edits.withoutCell("login", cell.region()).forEach(input -> hear(at, input));
                edits.asBefore().forEach(input -> hear(back, input));
                unwatch(new Cell("login", cell.region()), at, back);
            }
        }
    }

    private void unwatch(Cell cell, Instant at, Instant back) {
        later(at, time -> {
            log.add(new Observed(new WatchEnded(cell, number(cell), time, partition(cell))));
            unwatched.add(cell);
        });
        later(back, time -> {
            unwatched.remove(cell);
            verdicts.remove(cell);
            change(cell, random.nextBoolean() ? Verdict.UP : Verdict.DOWN, time);
        });
    }

    private void later(Instant at, Consumer<Instant> what) {
        var time = at.plusMillis(random.nextInt(9_000));
        later.merge(time, () -> what.accept(time), (one, other) -> () -> {
            one.run();
            other.run();
        });
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

    private void change(Cell cell, Verdict verdict, Instant at, Mark... marks) {
        if (unwatched.contains(cell)) {
            return;
        }
        log.add(new Observed(new StatusChanged(
                cell,
                number(cell),
                verdict,
                verdicts.put(cell, verdict),
                at.minusMillis(random.nextInt(15_000)),
                at,
                partition(cell),
                List.of(marks),
                "because the test says so",
                List.of(),
                List.of())));
    }

    private long number(Cell cell) {
        return numbers.merge(cell, 1L, Long::sum);
    }

    private int partition(Cell cell) {
        return partitions.getOrDefault(cell, 0);
    }

    private void tick(Instant from, Instant to, Duration every) {
        for (var at = from; at.isBefore(to); at = at.plus(every)) {
            for (var partition = 0; partition < PARTITIONS; partition++) {
                log.add(new Observed(new ClockAdvanced(partition, at.plusMillis(partition))));
            }
        }
    }

    /// What operators order hangs on what stands when they do: read in the order of time.
    private void fulfil() {
        walk(
                ReadingOrder.BY_TIME,
                input -> state = Correlator.decide(state, input).next(),
                wish -> {
                    others.add(wishes.get(wish).input().apply(state));
                    state = Correlator.decide(state, others.getLast()).next();
                });
    }

    public static List<Input> catalog() {
        var builder = CatalogBuilder.harbour();
        return Stream.concat(builder.entries().stream(), Stream.of(builder.published()))
                .<Input>map(Catalogued::new)
                .toList();
    }

    /// In the order of time.
    public List<Input> inputs() {
        return inputs(ReadingOrder.BY_TIME);
    }

    /// Partitions are read in any order, each in its own, none more than 50 s ahead of another. What comes from
    /// elsewhere comes when all have come to its time.
    public List<Input> interleaved(Random by) {
        return inputs(ReadingOrder.interleaved(by));
    }

    private List<Input> inputs(ReadingOrder order) {
        var inputs = new ArrayList<Input>();
        walk(order, inputs::add, wish -> inputs.add(others.get(wish)));
        return inputs;
    }

    private void walk(ReadingOrder order, Consumer<Input> heard, IntConsumer wished) {
        catalog().forEach(heard);
        var part = new ArrayList<Observed>();
        var next = 0;
        for (var observed : log) {
            if (next < wishes.size()
                    && wishes.get(next).at().isBefore(observed.event().time())
                    && isLevel(part)) {
                order.of(part).forEach(heard);
                part.clear();
                wished.accept(next++);
            }
            part.add(observed);
        }
        order.of(part).forEach(heard);
        IntStream.range(next, wishes.size()).forEach(wished);
    }

    /// Whether the last thing heard of every partition is its clock, so that all is decided up to then.
    private static boolean isLevel(List<Observed> part) {
        var last = part.subList(Math.max(0, part.size() - PARTITIONS), part.size());
        return last.size() == PARTITIONS && last.stream().allMatch(input -> input.event() instanceof ClockAdvanced);
    }
}
