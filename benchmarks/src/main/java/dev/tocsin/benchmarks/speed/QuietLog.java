package dev.tocsin.benchmarks.speed;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.health.CellChecksDefined;
import dev.tocsin.contract.health.CellChecksDefined.AssignedCheck;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.contract.health.HealthObserved;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.contract.health.Phases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The log that detection reads on quiet days at its default settings: three vantage points ask each cell every 30 s,
/// and each partition gets a tick every 2 s. One check in a hundred fails by itself, and one cell in a thousand is
/// down for four rounds in twenty.
///
/// Its times are those of production, and not those of its writing, so that it is as dense in ticks, expiries and
/// counts as a log that probes wrote.
///
/// @param rounds how often each cell is asked
public record QuietLog(int cells, int partitions, int rounds, Instant begin) {

    public static final List<String> VANTAGE_POINTS = List.of("us-east", "eu-west", "ap-south");

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final int LEAST_ROUNDS = 3;
    private static final String CHECK = "login-page";
    private static final String DEFINITION = "3f9a0c5d71be";

    /// Appends the entries of the log.
    @FunctionalInterface
    public interface Appender {

        /// @param partition null to derive it from the key
        void append(@Nullable Integer partition, Instant appendedAt, HealthLogEvent event);
    }

    /// A log of as many whole rounds as make so many health events, and at least three, that ends at the time `now`.
    public static QuietLog of(int cells, int partitions, long healthEvents, Instant now) {
        var round = (long) cells * VANTAGE_POINTS.size();
        var rounds = Math.toIntExact(Math.max(LEAST_ROUNDS, Math.ceilDiv(healthEvents, round)));
        return new QuietLog(cells, partitions, rounds, now.minus(ROUND.multipliedBy(rounds)));
    }

    public long healthEvents() {
        return (long) cells * VANTAGE_POINTS.size() * rounds;
    }

    public void write(Appender to) {
        var names = IntStream.range(0, cells)
                .mapToObj(number -> new Cell("component-" + number / 10, "region-" + number % 10))
                .toList();
        names.forEach(cell -> to.append(null, begin, new CellChecksDefined(cell, 1, begin, List.of(check()))));
        var random = new SplittableRandom(cells);
        var ticked = begin;
        for (var round = 0; round < rounds; round++) {
            for (var number = 0; number < cells; number++) {
                var now = begin.plus(ROUND.multipliedBy(round)).plusMillis(ROUND.toMillis() * number / cells);
                if (!now.isBefore(ticked.plus(TICK))) {
                    ticked = ticked.plus(TICK);
                    tick(ticked, to);
                }
                var isDown = number % 1_000 == 500 && round % 20 >= 5 && round % 20 < 9;
                for (var vantagePoint : VANTAGE_POINTS) {
                    var fails = isDown || random.nextInt(100) == 0;
                    to.append(null, now, observed(names.get(number), vantagePoint, now, fails));
                }
            }
        }
    }

    private void tick(Instant time, Appender to) {
        for (var partition = 0; partition < partitions; partition++) {
            to.append(partition, time, new ClockTicked(partition, time, false));
        }
    }

    private static AssignedCheck check() {
        return new AssignedCheck(
                CHECK, DEFINITION, FailingMeans.DOWN, new CheckTiming(30_000, 5_000, 800, 3, 75_000), VANTAGE_POINTS);
    }

    private static HealthObserved observed(Cell cell, String vantagePoint, Instant appendedAt, boolean fails) {
        return new HealthObserved(
                CHECK,
                cell,
                vantagePoint,
                vantagePoint + "-1",
                fails ? Outcome.FAIL : Outcome.PASS,
                appendedAt.minusMillis(5),
                64.5,
                new Phases(1.25, 18.5, 40.0, 3.5, 1.25),
                fails ? ErrorKind.REFUSED : null,
                fails ? "connection refused" : null,
                DEFINITION);
    }
}
