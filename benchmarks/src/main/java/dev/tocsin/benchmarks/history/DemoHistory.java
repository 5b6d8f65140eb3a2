package dev.tocsin.benchmarks.history;

import static java.time.temporal.ChronoUnit.DAYS;

import dev.tocsin.benchmarks.simulation.World;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.engine.catalog.Catalog;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// The days before a demonstration, derived from a seed: mostly calm days, working days with their changes, and some
/// stories at roughly equal distances.
///
/// @param yaml the product's catalog as a file
/// @param today the day at whose beginning the last whole day of history ends
/// @param days of history, 3 or more
public record DemoHistory(long seed, String yaml, Catalog catalog, Instant today, int days) {

    private static final int DAYS_A_STORY = 9;
    private static final Duration WARM_UP = Duration.ofHours(6);
    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int WORK_BEGINS = 8;
    private static final int WORK_ENDS = 18;

    private record Routine(ChangeKind kind, String component, String title) {}

    private static final List<Routine> ROUTINES = List.of(
            new Routine(ChangeKind.DEPLOY, "login", "Log-in 12.%d"),
            new Routine(ChangeKind.DEPLOY, "api", "API 7.%d"),
            new Routine(ChangeKind.DEPLOY, "search", "Search 3.%d"),
            new Routine(ChangeKind.FLAG, "search", "New ranking for %d %% of customers"),
            new Routine(ChangeKind.CONFIGURATION, "api", "%d connections to the database"),
            new Routine(ChangeKind.PATCH, "database", "Kernel update of database host %d"),
            new Routine(ChangeKind.MIGRATION, "database", "Migration %d"));

    /// The world, which goes on without trouble after the last day.
    public World world() {
        var luck = new SplittableRandom(seed * 1_000_003 + 29);
        var chronicle = new Chronicle(luck, catalog);
        tell(chronicle, luck);
        work(chronicle, luck);
        return chronicle.world(seed, yaml, from(), today.truncatedTo(DAYS).plus(2, DAYS));
    }

    public Instant from() {
        return today.truncatedTo(DAYS).minus(days, DAYS);
    }

    /// Adds the stories; the last fault is over a day before today.
    private void tell(Chronicle chronicle, SplittableRandom luck) {
        var stories = stories(luck);
        var span = Duration.ofDays(days - 1).minus(WARM_UP.multipliedBy(2));
        var slot = span.dividedBy(stories.size());
        for (var number = 0; number < stories.size(); number++) {
            var begins = from().plus(WARM_UP).plus(slot.multipliedBy(number));
            stories.get(number).tell(chronicle, someTime(begins, slot, luck));
        }
    }

    /// Three stories of the cache if there is room, the last of them two or three weeks ago; other stories in between.
    private List<DemoStory> stories(SplittableRandom luck) {
        var many = Math.max(2, days / DAYS_A_STORY + luck.nextInt(3));
        var told = new ArrayList<DemoStory>();
        var left = new ArrayDeque<DemoStory>();
        for (var number = 0; number < many; number++) {
            told.add(next(left, luck));
        }
        var last = many - 2;
        told.set(last, DemoStory.PATCHED_CACHE);
        if (last > 3) {
            told.set(luck.nextInt(0, 2), DemoStory.CACHE_OUT_OF_MEMORY);
            told.set(luck.nextInt(2, last), DemoStory.CACHE_CONFIGURED_WRONGLY);
        }
        return told;
    }

    /// The next common story; none comes again before all were used.
    private static DemoStory next(Deque<DemoStory> left, SplittableRandom luck) {
        if (left.isEmpty()) {
            var all = new ArrayList<>(DemoStory.common());
            while (!all.isEmpty()) {
                left.add(all.remove(luck.nextInt(all.size())));
            }
        }
        return left.remove();
    }

    /// A time in the first half of the slot; if slots are long, on a working day.
    private static Instant someTime(Instant begins, Duration slot, SplittableRandom luck) {
        var at = begins.plusMillis(luck.nextLong(slot.toMillis() / 2)).atOffset(ZoneOffset.UTC);
        if (slot.compareTo(Duration.ofDays(5)) < 0) {
            return at.toInstant();
        }
        while (WEEKEND.contains(at.getDayOfWeek())) {
            at = at.plusDays(1);
        }
        return at.withHour(luck.nextInt(WORK_BEGINS, WORK_ENDS)).toInstant();
    }

    private void work(Chronicle chronicle, SplittableRandom luck) {
        for (var day = 0; day < days; day++) {
            var date = from().plus(day, DAYS).atOffset(ZoneOffset.UTC);
            var many = WEEKEND.contains(date.getDayOfWeek()) ? 0 : luck.nextInt(3);
            for (var number = 0; number < many; number++) {
                var routine = ROUTINES.get(luck.nextInt(ROUTINES.size()));
                var at = date.plusHours(luck.nextInt(WORK_BEGINS, WORK_ENDS)).plusMinutes(luck.nextInt(60));
                chronicle.routine(
                        routine.kind(),
                        new Cell(routine.component(), chronicle.region()),
                        routine.title().formatted(luck.nextInt(1, 90)),
                        at.toInstant());
            }
        }
    }
}
