package dev.tocsin.engine.uptime;

import static dev.tocsin.contract.Verdict.DEGRADED;
import static dev.tocsin.contract.Verdict.DOWN;
import static dev.tocsin.contract.Verdict.UNKNOWN;
import static dev.tocsin.contract.Verdict.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tocsin.engine.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

    private static final Span MARCH = month("2026-03", "UTC");
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    @Test
    void anOutageOverTheMonthsBorderCountsInEachForItsPart() {
        var record =
                new CellHistory().from("2026-01-01T00:00:00Z", UP).down("2026-02-28T23:00:00Z", Duration.ofHours(3));

        assertThat(record.tally(month("2026-02", "UTC")))
                .isEqualTo(new StatusDurations(28 * DAY - HOUR, 0, HOUR, 0, 0));
        assertThat(record.tally(MARCH)).isEqualTo(new StatusDurations(31 * DAY - 2 * HOUR, 0, 2 * HOUR, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02, UTC, 696",
        "2026-02, UTC, 672",
        "2026-03, Europe/Berlin, 743",
        "2026-10, Europe/Berlin, 745",
        "2026-03, America/Chicago, 743",
        "2026-03, UTC, 744"
    })
    void aMonthHasTheHoursThatItsClocksShow(YearMonth month, ZoneId zone, long hours) {
        var record = new CellHistory().from("2020-01-01T00:00:00Z", UP);

        assertThat(record.tally(Span.of(month, zone))).isEqualTo(new StatusDurations(hours * HOUR, 0, 0, 0, 0));
    }

    @Test
    void anOutageInTheHourThatIsThereTwiceLastsAsLongAsItLasted() {
        var record =
                new CellHistory().from("2026-01-01T00:00:00Z", UP).down("2026-10-25T00:30:00Z", Duration.ofHours(1));

        assertThat(record.tally(month("2026-10", "Europe/Berlin")).down()).isEqualTo(HOUR);
    }

    @Test
    void withoutAnyRecordNothingIsCounted() {
        assertThat(new CellHistory().over(MARCH).intervals()).containsExactly(new Interval(MARCH, null, false, null));
        assertThat(new CellHistory().tally(MARCH)).isEqualTo(StatusDurations.NONE);
    }

    @Test
    void beforeItsFirstVerdictAndAfterItsWatchACellIsNotCounted() {
        var record = new CellHistory()
                .from("2026-03-10T00:00:00Z", UP)
                .from("2026-03-11T00:00:00Z", null)
                .from("2026-03-20T00:00:00Z", UNKNOWN)
                .from("2026-03-20T06:00:00Z", DEGRADED)
                .from("2026-03-21T00:00:00Z", null);

        assertThat(record.tally(MARCH)).isEqualTo(new StatusDurations(DAY, 18 * HOUR, 0, 6 * HOUR, 0));
    }

    @Test
    void workThatOverlapsIsTakenOutOnce() {
        var record = new CellHistory()
                .from("2026-01-01T00:00:00Z", UP)
                .down("2026-03-05T01:00:00Z", Duration.ofHours(4))
                .work("2026-03-05T00:00:00Z", "2026-03-05T02:00:00Z")
                .work("2026-03-05T01:00:00Z", "2026-03-05T03:00:00Z")
                .work("2026-03-31T23:00:00Z", "2026-04-01T05:00:00Z");

        assertThat(record.tally(MARCH))
                .isEqualTo(new StatusDurations(31 * DAY - 4 * HOUR - 2 * HOUR, 0, 2 * HOUR, 0, 4 * HOUR));
    }

    @Test
    void theLatestAmendmentCountsAndSaysThatItDoes() {
        var record = new CellHistory()
                .from("2026-01-01T00:00:00Z", UP)
                .down("2026-03-05T00:00:00Z", Duration.ofHours(4))
                .amended("2026-03-05T00:00:00Z", "2026-03-05T03:00:00Z", UP)
                .amended("2026-03-05T02:00:00Z", "2026-03-05T03:00:00Z", DEGRADED);

        assertThat(record.tally(MARCH)).isEqualTo(new StatusDurations(31 * DAY - 2 * HOUR, HOUR, HOUR, 0, 0));
        assertThat(record.over(MARCH).intervals())
                .extracting(Interval::verdict, Interval::amendment)
                .containsExactly(
                        tuple(UP, null), tuple(UP, 1L), tuple(DEGRADED, 2L), tuple(DOWN, null), tuple(UP, null));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anySplitGivesTheSame(long seed) {
        var random = new Random(seed);
        var record = random(random);
        var whole = record.over(MARCH);

        var borders = new TreeSet<Instant>(List.of(MARCH.from(), MARCH.to()));
        for (var cut = random.nextInt(40); cut > 0; cut--) {
            borders.add(within(MARCH, random));
        }
        var parts = new ArrayList<StatusDurations>();
        var clipped = new ArrayList<StatusDurations>();
        Instant from = null;
        for (var to : borders) {
            if (from != null) {
                parts.add(record.tally(new Span(from, to)));
                clipped.add(whole.within(new Span(from, to)).tally());
            }
            from = to;
        }

        assertThat(parts.stream().reduce(StatusDurations.NONE, StatusDurations::plus))
                .isEqualTo(whole.tally());
        assertThat(clipped.stream().reduce(StatusDurations.NONE, StatusDurations::plus))
                .isEqualTo(whole.tally());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatComesTwiceOrInAnotherOrderChangesNothing(long seed) {
        var random = new Random(seed);
        var record = random(random);
        var whole = record.over(MARCH);

        record.turns().addAll(List.copyOf(record.turns()));
        Collections.shuffle(record.turns(), random);

        assertThat(record.over(MARCH)).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void intervalsCoverTheSpanWithoutGapOrOverlap(long seed) {
        var intervals = random(new Random(seed)).over(MARCH).intervals();

        assertThat(intervals.getFirst().span().from()).isEqualTo(MARCH.from());
        assertThat(intervals.getLast().span().to()).isEqualTo(MARCH.to());
        for (var each = 1; each < intervals.size(); each++) {
            assertThat(intervals.get(each).span().from())
                    .isEqualTo(intervals.get(each - 1).span().to());
        }
    }

    static LongStream seeds() {
        return Seeds.upTo(200);
    }

    private static CellHistory random(Random random) {
        var around = new Span(MARCH.from().minus(Duration.ofDays(3)), MARCH.to().plus(Duration.ofDays(3)));
        var record = new CellHistory();
        var times = new TreeSet<Instant>();
        for (var turn = random.nextInt(20); turn > 0; turn--) {
            times.add(within(around, random));
        }
        var verdicts = new ArrayList<>(List.of(UP, DEGRADED, DOWN, UNKNOWN));
        verdicts.add(null);
        times.forEach(time -> record.from(time.toString(), verdicts.get(random.nextInt(verdicts.size()))));
        for (var more = random.nextInt(5); more > 0; more--) {
            var from = within(around, random);
            var to = from.plusMillis(random.nextLong(3 * DAY) + 1);
            if (random.nextBoolean()) {
                record.work(from.toString(), to.toString());
            } else {
                record.amended(from.toString(), to.toString(), verdicts.get(random.nextInt(4)));
            }
        }
        return record;
    }

    private static Instant within(Span span, Random random) {
        return span.from().plusMillis(random.nextLong(span.millis()));
    }

    private static Span month(String month, String zone) {
        return Span.of(YearMonth.parse(month), zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone));
    }
}
