package dev.tocsin.probe.report.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final long ROOM = 1 << 20;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatKafkaHasDoesNotComeAgain() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two", "three");
            spool.acknowledge(2);
        }

        try (var spool = Spool.open(directory, ROOM)) {
            assertThat(spool.waiting()).isEqualTo(1);
            assertThat(rest(spool)).containsExactly("three");
        }
    }

    @Test
    void itGoesOnWhereItWas() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one");
        }
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "two");

            assertThat(rest(spool)).containsExactly("one", "two");
        }
    }

    @Test
    void whatIsNotAcknowledgedComesAgainAfterRewinding() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two", "three");
            rest(spool);
            spool.acknowledge(1);

            spool.rewind();

            assertThat(rest(spool)).containsExactly("two", "three");
        }
    }

    @Test
    void whatStandsBehindTheWholeEventsIsCutOff() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one");
        }
        Files.write(SegmentFile.named(directory, 0), new byte[4096], StandardOpenOption.APPEND);

        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "two");

            assertThat(rest(spool)).containsExactly("one", "two");
        }
    }

    @Test
    void anUnreadableNoteMakesEventsGoTwice() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two");
            spool.acknowledge(2);
        }
        Files.writeString(directory.resolve("acknowledged"), "rubbish");

        try (var spool = Spool.open(directory, ROOM)) {
            assertThat(rest(spool)).containsExactly("one", "two");
        }
    }

    @Test
    void twoProbesDoNotShareIt() throws Exception {
        try (var _ = Spool.open(directory, ROOM)) {
            assertThatThrownBy(() -> Spool.open(directory, ROOM))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another probe");
        }
    }

    /// Whichever byte it is: of a length, of a checksum or of an event.
    @Test
    void oneDamagedByteCostsOneEvent() throws Exception {
        var events =
                IntStream.range(0, 20).mapToObj("event number %02d"::formatted).toList();
        var frame = SegmentFile.HEADER + events.getFirst().length();
        for (var offset = 0; offset < frame; offset++) {
            var place = Files.createDirectory(directory.resolve("offset-" + offset));
            try (var spool = Spool.open(place, ROOM)) {
                append(spool, events.toArray(String[]::new));
            }
            damage(SegmentFile.named(place, 0), 7 * frame + offset);

            try (var spool = Spool.open(place, ROOM)) {
                assertThat(rest(spool)).as("byte %d", offset).hasSize(19).doesNotContain(events.get(7));
                assertThat(spool.damaged()).isEqualTo(1);
                assertThat(spool.dropped()).isEqualTo(1);
            }
        }
    }

    @Test
    void damageIsFoundAlsoInASpoolThatIsInUseAndKeepsNothingWaiting() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two", "three", "four");
            damage(SegmentFile.named(directory, 0), 0);
            damage(SegmentFile.named(directory, 0), Files.size(SegmentFile.named(directory, 0)) - 1);

            assertThat(rest(spool)).containsExactly("two", "three");
            spool.rewind();
            assertThat(rest(spool)).containsExactly("two", "three");
            spool.acknowledge(3);
            assertThat(spool.damaged()).isEqualTo(2);
            assertThat(spool.waiting()).isZero();
        }
    }

    /// The lengths of two events that follow each other are damaged, so nobody can tell how many there were.
    @Test
    void whereNumbersAreUncertainEventsGoTwiceRatherThanNever() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two", "three", "four", "five", "six");
            spool.acknowledge(4);
        }
        damage(SegmentFile.named(directory, 0), SegmentFile.HEADER + 3);
        damage(SegmentFile.named(directory, 0), 2L * SegmentFile.HEADER + 6);

        try (var spool = Spool.open(directory, ROOM)) {
            assertThat(rest(spool)).containsExactly("four", "five", "six");
        }
    }

    @Test
    void aSegmentThatIsGoneStopsNothing() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            append(spool, "one", "two");
            Files.delete(SegmentFile.named(directory, 0));

            for (var strike = 0; strike < 3; strike++) {
                assertThatThrownBy(() -> spool.next(Duration.ZERO)).isInstanceOf(IOException.class);
            }
            assertThat(rest(spool)).isEmpty();
            assertThat(spool.damaged()).isEqualTo(2);
            assertThat(spool.waiting()).isZero();
        }
    }

    @Test
    void whileTheDiskTakesNothingEventsAreKeptInMemoryInTheirOrder() throws Exception {
        try (var spool = Spool.open(directory, ROOM)) {
            for (var number = 0; number < 3; number++) {
                Files.createSymbolicLink(SegmentFile.named(directory, number), Path.of("/dev/full"));
            }

            append(spool, "one", "two", "three");

            assertThat(spool.trouble()).isPresent();
            assertThat(spool.inMemory()).isEqualTo(3);
            assertThat(rest(spool)).containsExactly("one", "two", "three");
            spool.rewind();
            assertThat(rest(spool)).containsExactly("one", "two", "three");
            spool.acknowledge(3);
            assertThat(spool.waiting()).isZero();
            assertThat(spool.dropped()).isZero();
        }
    }

    /// Memory is bounded as well: what comes last is kept.
    @Test
    void aFullDiskStopsNothing() throws Exception {
        try (var _ = SmallDisk.mount(directory);
                var spool = Spool.open(directory.resolve("spool"), ROOM, 50_000)) {
            var events = IntStream.range(0, 1000)
                    .mapToObj("event %04d "::formatted)
                    .map(event -> event + "x".repeat(89))
                    .toList();

            append(spool, events.toArray(String[]::new));

            assertThat(spool.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("No space left"));
            assertThat(spool.inMemory()).isBetween(200L, 250L);
            var sent = rest(spool);
            assertThat(sent).isSorted().doesNotHaveDuplicates().contains(events.getFirst(), events.getLast());
            assertThat(sent.size() + spool.dropped()).isEqualTo(1000);
            assertThat(spool.waiting()).isEqualTo(sent.size());

            spool.acknowledge(1000);
            spool.note();
            assertThat(spool.waiting()).isZero();
            await().until(() -> {
                append(spool, "later");
                return spool.trouble().isEmpty();
            });
            assertThat(rest(spool)).endsWith("later");
        }
    }

    private static void damage(Path file, long offset) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            var was = bytes.read();
            bytes.seek(offset);
            bytes.write(was ^ 0x55);
        }
    }

    private static void append(Spool spool, String... events) {
        for (var event : events) {
            spool.append(event.getBytes(UTF_8));
        }
    }

    private static List<String> rest(Spool spool) throws Exception {
        var events = new ArrayList<String>();
        for (var entry = spool.next(Duration.ZERO); entry.isPresent(); entry = spool.next(Duration.ZERO)) {
            events.add(entry.get().event());
        }
        return events;
    }
}
