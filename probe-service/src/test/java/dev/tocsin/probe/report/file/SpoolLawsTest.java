package dev.tocsin.probe.report.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.probe.report.SendWindow;
import dev.tocsin.probe.report.file.Spool.SpooledEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpoolLawsTest {

    @TempDir
    private Path directory = Path.of("");

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    /// A probe that appends, sends, is acknowledged in any order, and is killed at any byte of a write again and
    /// again: Kafka gets each event at least once, and each for the first time in its order.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingIsLostAndOrderIsKept(long seed) throws Exception {
        var random = new Random(seed);
        var appended = 0;
        var kafka = new ArrayList<String>();

        for (var life = 0; life < 6; life++) {
            var spool = Spool.open(directory.resolve("life-" + life), 64 * 1024);
            var probe = new Life(spool, kafka, random);
            for (var step = random.nextInt(200); step >= 0; step--) {
                switch (random.nextInt(5)) {
                    case 0, 1 -> spool.append(event(appended++));
                    case 2 -> probe.send();
                    case 3 -> probe.acknowledgeOne();
                    default -> spool.note();
                }
            }
            appended += crash(spool, life, appended, random);
        }
        try (var spool = Spool.open(directory.resolve("life-6"), 64 * 1024)) {
            var last = new Life(spool, kafka, random);
            while (last.send()) {
                last.acknowledgeOne();
            }
            assertThat(spool.dropped()).isZero();
        }

        assertThat(kafka.stream().distinct().toList())
                .isEqualTo(LongStream.range(0, appended)
                        .mapToObj(n -> "event " + n)
                        .toList());
    }

    /// Bytes are damaged anywhere, in a spool that is closed or in use: every event that is whole comes, in order, and
    /// each that does not is counted.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damageCostsWhatIsDamagedAlone(long seed) throws Exception {
        var random = new Random(seed);
        var count = 200 + random.nextInt(400);
        var spool = Spool.open(directory, 64 * 1024);
        for (var n = 0; n < count; n++) {
            spool.append((n + " " + "x".repeat(random.nextInt(60))).getBytes(UTF_8));
        }
        var damaged = damageSomewhere(random);

        if (random.nextBoolean()) {
            spool.close();
            spool = Spool.open(directory, 64 * 1024);
        }
        var came = new ArrayList<Integer>();
        for (var entry = spool.next(Duration.ZERO); entry.isPresent(); entry = spool.next(Duration.ZERO)) {
            came.add(number(entry.get()));
        }

        assertThat(came).isSorted().doesNotHaveDuplicates();
        assertThat(came.size()).isGreaterThanOrEqualTo(count - damaged);
        spool.acknowledge(count);
        assertThat(spool.waiting()).isZero();
        assertThat(spool.damaged()).isBetween(1L, (long) damaged);
        spool.close();
    }

    private int damageSomewhere(Random random) throws IOException {
        var count = 1 + random.nextInt(5);
        try (var files = Files.list(directory)) {
            var segments = files.filter(SegmentFile::isOne).sorted().toList();
            for (var n = 0; n < count; n++) {
                try (var file = new RandomAccessFile(
                        segments.get(random.nextInt(segments.size())).toFile(), "rw")) {
                    var at = random.nextLong(file.length());
                    file.seek(at);
                    var was = file.read();
                    file.seek(at);
                    file.write(was ^ (1 + random.nextInt(255)));
                }
            }
        }
        return count;
    }

    /// The bound holds whatever comes, what is left is the newest, in order, and what went was counted.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOldestGoesWhenItIsFull(long seed) throws Exception {
        var random = new Random(seed);
        var maxBytes = 2000 + random.nextInt(8000);
        var count = 50 + random.nextInt(400);

        try (var spool = Spool.open(directory, maxBytes)) {
            for (var n = 0; n < count; n++) {
                spool.append((n + " " + "x".repeat(random.nextInt(100))).getBytes(UTF_8));
                assertThat(bytesOnDisk()).isLessThanOrEqualTo(maxBytes);
            }
            var left = new ArrayList<Integer>();
            for (var entry = spool.next(Duration.ZERO); entry.isPresent(); entry = spool.next(Duration.ZERO)) {
                left.add(number(entry.get()));
            }

            assertThat(spool.dropped() + left.size()).isEqualTo(count);
            assertThat(left)
                    .isEqualTo(LongStream.range(spool.dropped(), count)
                            .mapToObj(n -> (int) n)
                            .toList());
        }
    }

    private static int number(SpooledEvent entry) {
        return Integer.parseInt(entry.event(), 0, entry.event().indexOf(' '), 10);
    }

    private long bytesOnDisk() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(SegmentFile::isOne)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /// Leaves what a kill in the midst of one more append would have left, in the next life's directory.
    ///
    /// @return 1 if that append came to its end, else 0
    private int crash(Spool spool, int life, int appended, Random random) throws IOException {
        var from = directory.resolve("life-" + life);
        var before = newest(from);
        var lengthBefore = before == null ? 0 : Files.size(before);
        spool.append(event(appended));
        var to = Files.createDirectory(directory.resolve("life-" + (life + 1)));
        try (var files = Files.list(from)) {
            for (var file : files.filter(it -> !it.endsWith("lock")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        var written = newest(to);
        if (written == null) {
            throw new IllegalStateException("nothing was written");
        }
        var least = before != null && before.getFileName().equals(written.getFileName()) ? lengthBefore : 0;
        var whole = Files.size(written);
        var cut = random.nextLong(least, whole + 1);
        try (var file = new RandomAccessFile(written.toFile(), "rw")) {
            file.setLength(cut);
        }
        spool.close();
        return cut == whole ? 1 : 0;
    }

    private static @Nullable Path newest(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(SegmentFile::isOne)
                    .sorted()
                    .reduce((_, next) -> next)
                    .orElse(null);
        }
    }

    private static byte[] event(int number) {
        return ("event " + number).getBytes(UTF_8);
    }

    /// What one process of the probe does with the spool.
    private static final class Life {

        private final Spool spool;
        private final List<String> kafka;
        private final Random random;
        private final SendWindow window = new SendWindow();
        private final TreeSet<Long> inFlight = new TreeSet<>();

        Life(Spool spool, List<String> kafka, Random random) {
            this.spool = spool;
            this.kafka = kafka;
            this.random = random;
        }

        /// Kafka appends in order of sending; only its acknowledgements are late.
        boolean send() throws Exception {
            var entry = spool.next(Duration.ZERO);
            entry.ifPresent(it -> {
                kafka.add(it.event());
                window.sent(it.number());
                inFlight.add(it.number());
            });
            return entry.isPresent();
        }

        void acknowledgeOne() throws IOException {
            if (!inFlight.isEmpty()) {
                var any = List.copyOf(inFlight).get(random.nextInt(inFlight.size()));
                inFlight.remove(any);
                spool.acknowledge(window.acknowledged(any));
            }
        }
    }
}
