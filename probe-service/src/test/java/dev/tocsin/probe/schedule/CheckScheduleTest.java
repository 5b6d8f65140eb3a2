package dev.tocsin.probe.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.catalog.CheckDefined;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.FailingMeans;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.schedule.CheckSchedule.DueCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckScheduleTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final CheckSchedule agenda = new CheckSchedule("us-east-1");

    @Test
    void aCheckThatIsBeingAskedIsNotDueAgain() {
        agenda.take(List.of(check("login-page", "d1")), NOON);
        var due = agenda.nextDue(NOON.plusSeconds(30)).orElseThrow();

        assertThat(agenda.nextDue(NOON.plusSeconds(600))).isEmpty();

        agenda.ended(due, NOON.plusSeconds(30), Outcome.PASS);
        assertThat(agenda.next()).isPresent();
    }

    @Test
    void aCheckThatStaysKeepsItsTurnAndItsRun() {
        agenda.take(List.of(check("login-page", "d1")), NOON);
        var due = agenda.nextDue(NOON.plusSeconds(30)).orElseThrow();
        agenda.take(List.of(check("login-page", "d1"), check("login-token", "d2")), NOON.plusSeconds(30));

        agenda.ended(due, NOON.plusSeconds(30), Outcome.FAIL);

        assertThat(agenda.checks()).isEqualTo(2);
        assertThat(agenda.next().orElseThrow())
                .isBeforeOrEqualTo(NOON.plusSeconds(30).plusMillis(7500));
    }

    @Test
    void aCheckThatWentIsNotAskedAgain() {
        agenda.take(List.of(check("login-page", "d1")), NOON);
        var due = agenda.nextDue(NOON.plusSeconds(30)).orElseThrow();
        agenda.take(List.of(), NOON.plusSeconds(30));

        agenda.ended(due, NOON.plusSeconds(30), Outcome.PASS);

        assertThat(agenda.next()).isEmpty();
        assertThat(agenda.checks()).isZero();
    }

    @Test
    void lateStartsAreCounted() {
        agenda.take(List.of(check("login-page", "d1")), NOON);
        var due = agenda.next().orElseThrow();

        agenda.nextDue(due.plusMillis(1500));

        assertThat(agenda.lateStarts()).isEqualTo(1);
    }

    /// Whatever the asks take and come to: each check is asked about once an interval or oftener, never twice at
    /// once, and never sooner than an eighth of the interval after its last start.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCheckIsAskedInTime(long seed) {
        var random = new Random(seed);
        agenda.take(IntStream.range(0, 50).mapToObj(n -> check("c" + n, "d")).toList(), NOON);
        var asking = new ArrayList<Ask>();
        var last = new HashMap<String, Instant>();

        for (var now = NOON; now.isBefore(NOON.plusSeconds(300)); now = now.plusMillis(50)) {
            var at = now;
            asking.removeIf(ask -> {
                if (ask.endsAt.isAfter(at)) {
                    return false;
                }
                agenda.ended(ask.due, ask.startedAt, ask.outcome);
                return true;
            });
            for (var due = agenda.nextDue(now); due.isPresent(); due = agenda.nextDue(now)) {
                var name = due.get().check().check();
                assertThat(asking).noneMatch(ask -> ask.due.check().check().equals(name));
                var before = last.put(name, now);
                if (before != null) {
                    assertThat(Duration.between(before, now))
                            .isBetween(Duration.ofMillis(3750), Duration.ofMillis(33_850));
                }
                asking.add(new Ask(due.get(), now, now.plusMillis(random.nextInt(5000)), outcome(random)));
            }
        }

        assertThat(last).hasSize(50);
    }

    private record Ask(DueCheck due, Instant startedAt, Instant endsAt, Outcome outcome) {}

    private static Outcome outcome(Random random) {
        return OUTCOMES.get(random.nextInt(OUTCOMES.size()));
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static CheckDefined check(String name, String definition) {
        return new CheckDefined(
                1,
                NOON,
                name,
                Cell.of("login@na"),
                FailingMeans.DOWN,
                new CheckTiming(30_000, 5000, 5000, 3, 75_000),
                List.of("us-east"),
                definition,
                new Question.Tcp("login.example", 443));
    }
}
