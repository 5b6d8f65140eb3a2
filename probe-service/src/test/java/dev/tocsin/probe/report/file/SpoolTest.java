package dev.tocsin.probe.report.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private static void append(Spool spool, String... events) throws IOException {
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
