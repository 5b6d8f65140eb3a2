package dev.tocsin.incident.trust.figures.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Cell;
import dev.tocsin.contract.figures.MinuteCounted;
import dev.tocsin.contract.figures.MinuteCounted.CheckCount;
import dev.tocsin.contract.figures.MinuteCounted.LatencyBin;
import dev.tocsin.incident.trust.figures.FigurePoint;
import dev.tocsin.incident.trust.figures.FigureRequest;
import dev.tocsin.incident.trust.figures.FigureSeries;
import dev.tocsin.incident.trust.figures.FigureSlots;
import dev.tocsin.incident.trust.figures.FigureStep;
import dev.tocsin.incident.trust.figures.FiguresOfTests;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class FigureStoreTest {

    private static final Logger LOG = Logger.getLogger(FigureStoreTest.class);

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CELLS = 300;

    /// Weeks before the figures of other tests, and not so old that the service drops it by itself.
    private final Instant noon = Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .minus(70, ChronoUnit.DAYS)
            .plus(12, ChronoUnit.HOURS);
    private final Instant one = noon.plus(Duration.ofHours(1));

    @Inject
    FigureStore store;

    @Inject
    FigurePacker packer;

    @Inject
    DataSource database;

    private final String run = UUID.randomUUID().toString();
    private final TopicPartition partition = new TopicPartition(run, 0);
    private final Cell cell = Cell.of("figures@a" + run);
    private long offset;

    @Test
    void figuresAreAddedOnceThoughTheirRecordIsReadTwice() {
        var read = List.of(minute(0, 1), minute(1, 2));
        store.add(read, Map.of(partition, 2L));

        store.add(read, Map.of(partition, 2L));
        store.add(List.of(read.get(1), minute(2, 3)), Map.of(partition, 3L));

        assertThat(minutes()).extracting(FigurePoint::count).containsExactly(1L, 2L, 3L);
        assertThat(store.offsets()).containsEntry(partition, 3L);
    }

    @Test
    void anInstanceThatLostThePartitionAddsNothingAndMovesNoOffsetBack() {
        var lost = List.of(minute(0, 1));
        store.add(List.of(lost.getFirst(), minute(1, 2)), Map.of(partition, 2L));

        store.add(lost, Map.of(partition, 1L));

        assertThat(minutes()).extracting(FigurePoint::count).containsExactly(1L, 2L);
        assertThat(store.offsets()).containsEntry(partition, 2L);
    }

    @Test
    void anHourIsTheSumOfItsMinutesBeforeAndAfterItIsPacked() {
        add(minute(0, 4), minute(1, 6), minute(59, 5), minute(60, 7));
        var byMinute = minutes();
        var byHour = hours();
        assertThat(byHour).extracting(FigurePoint::at).containsExactly(noon, one);
        assertThat(byHour).extracting(FigurePoint::count).containsExactly(15L, 7L);

        pack(one);

        assertThat(minutes()).isEqualTo(byMinute);
        assertThat(hours()).isEqualTo(byHour);
    }

    @Test
    void aMinuteThatComesAfterItsHourWasPackedIsAdded() {
        add(minute(0, 4), minute(1, 6));
        pack(one);
        add(minute(1, 10));
        assertThat(minutes()).extracting(FigurePoint::count).containsExactly(4L, 16L);
        assertThat(hours()).extracting(FigurePoint::count).containsExactly(20L);

        pack(one);
        pack(one);

        assertThat(minutes()).extracting(FigurePoint::count).containsExactly(4L, 16L);
        assertThat(hours()).extracting(FigurePoint::count).containsExactly(20L);
        assertThat(fragments()).isZero();
    }

    @Test
    void oldMinutesAreDroppedByDaysAndTheirHoursStay() {
        add(minute(0, 4));
        pack(one);
        var day = Duration.ofDays(1);

        drop(day, day.multipliedBy(100), noon.plus(day));
        assertThat(minutes()).hasSize(1);

        drop(day, day.multipliedBy(100), noon.plus(day.multipliedBy(2)));
        assertThat(minutes()).isEmpty();
        assertThat(hours()).extracting(FigurePoint::count).containsExactly(4L);

        drop(day, day, noon.plus(day.multipliedBy(40)));
        assertThat(hours()).isEmpty();
    }

    private void drop(Duration minutes, Duration hours, Instant now) {
        await().atMost(SOON).until(() -> {
            packer.dropOld(minutes, hours, now);
            return packer.dropOld(minutes, hours, now) == 0;
        });
    }

    /// The sizes from which decision 43 computes the growth of the database.
    @Test
    void anHourOfACellTakesFewBytesOnDisk() throws SQLException {
        var hours = IntStream.range(0, CELLS)
                .mapToObj(seed -> FiguresOfTests.hour(seed, 3, 60, 6))
                .toList();
        for (var minute = 0; minute < 60; minute++) {
            var number = minute;
            add(IntStream.range(0, CELLS)
                    .mapToObj(of -> typical(Cell.of("c%d@na".formatted(of)), hours.get(of), number))
                    .toArray(ReadMinute[]::new));
        }
        var fragment = size("where oid = 'incident.figure_fragment'::regclass") / (CELLS * 60);

        pack(one);

        var hour = size(table(FigureTable.MINUTES)) / CELLS;
        var day = size(table(FigureTable.HOURS)) / CELLS;
        LOG.infof(
                "Bytes on disk: %d a minute that is not packed, %d an hour, %d a day of one hour", fragment, hour, day);
        assertThat(fragment).isLessThan(350);
        assertThat(hour).isLessThan(1_300);
        assertThat(day).isLessThan(500);
    }

    /// Three vantage points that ask one check each 10 s.
    private ReadMinute typical(Cell of, FigureSlots figures, int minute) {
        return new ReadMinute(
                partition,
                offset++,
                new MinuteCounted(
                        of, noon.plus(Duration.ofMinutes(minute)), one, FiguresOfTests.counts(figures, minute)));
    }

    private String table(FigureTable table) {
        return "where oid = 'incident.%s'::regclass"
                .formatted(table.partition(noon).name());
    }

    private long size(String which) throws SQLException {
        return number("select pg_total_relation_size(oid) from pg_class " + which);
    }

    private void add(ReadMinute... minutes) {
        store.add(List.of(minutes), Map.of(partition, offset));
    }

    private ReadMinute minute(int minute, int asks) {
        return new ReadMinute(
                partition,
                offset++,
                new MinuteCounted(
                        cell,
                        noon.plus(Duration.ofMinutes(minute)),
                        one,
                        List.of(new CheckCount(
                                "login-page", "us-east", 1, 0, List.of(new LatencyBin(100, asks - 1))))));
    }

    /// The service packs by itself now and then, and one at a time packs.
    private void pack(Instant before) {
        await().atMost(SOON).untilAsserted(() -> {
            var last = Optional.of(FigurePacker.BEGINNING);
            while (last.isPresent()) {
                last = packer.pack(last.get(), before);
            }
            assertThat(number("select count(*) from incident.figure_fragment where at < '%s'".formatted(before)))
                    .isZero();
        });
    }

    private List<FigurePoint> minutes() {
        return points(FigureStep.MINUTE, noon.plus(Duration.ofHours(2)));
    }

    private List<FigurePoint> hours() {
        return points(FigureStep.HOUR, noon.plus(Duration.ofHours(2)));
    }

    private List<FigurePoint> points(FigureStep step, Instant to) {
        return store.of(new FigureRequest(cell, noon, to, step, null, null)).stream()
                .map(FigureSeries::points)
                .flatMap(List::stream)
                .toList();
    }

    private long fragments() {
        try {
            return number("select count(*) from incident.figure_fragment where cell = '%s'".formatted(cell));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private long number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
