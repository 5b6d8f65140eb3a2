package dev.tocsin.benchmarks.replay.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.benchmarks.replay.PlacedRecords;
import dev.tocsin.benchmarks.simulation.Shape;
import dev.tocsin.benchmarks.simulation.Simulation;
import dev.tocsin.contract.Topic;
import dev.tocsin.contract.health.ClockTicked;
import dev.tocsin.engine.replay.Recorded;
import dev.tocsin.engine.replay.Replay.Ticks;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"recording.jsonl", "recording.jsonl.gz"})
    void whatIsWrittenIsReadBack(String name) throws IOException {
        var world = new ArrayList<Recorded>();
        Simulation.play(Shape.BAD_CHANGE_REVERTED.world(3), world::add);
        world.add(PlacedRecords.tombstone(
                Topic.CATALOG, "component/old", world.getLast().appendedAt()));
        var file = folder.resolve(name);

        try (var writer = RecordingWriter.create(file)) {
            world.forEach(writer::write);
        }

        assertThat(read(file)).isEqualTo(world);
    }

    @Test
    void whoWroteTheTicksIsSeen() throws IOException {
        var without = folder.resolve("without.jsonl");
        var with = folder.resolve("with.jsonl");

        Files.writeString(without, "");
        try (var writer = RecordingWriter.create(with)) {
            writer.write(new Recorded(Topic.HEALTH_EVENTS, 3, "clock/3", NOON, new ClockTicked(3, NOON)));
        }

        assertThat(RecordingReader.ticksOf(without)).isEqualTo(Ticks.WRITTEN);
        assertThat(RecordingReader.ticksOf(with)).isEqualTo(Ticks.RECORDED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                          | line 2: Unexpected end-of-input: expected close marker for Object
            []                                         | line 2: a line must be a JSON object
            {"topc":"tocsin.changes"}                  | line 2: there is no key "topc"
            {"topic":"tocsin.chnges"}                  | line 2: there is no topic "tocsin.chnges"
            {"topic":"tocsin.changes"}                 | line 2: "key" is missing
            {"topic":7}                                | line 2: "topic" must be text
            {"topic":"tocsin.changes","key":"a","appendedAt":"noon"} | line 2: "noon" is not a time such as
            {"topic":"tocsin.changes","key":"a","appendedAt":"2026-03-01T12:00:00Z"} | line 2: a tombstone does not belong
            {"value":{}}                               | line 2: "type" must come before "value"
            {"type":"tocsin.health.obsrved.v1"}        | line 2: there is no type "tocsin.health.obsrved.v1"
            {"type":"tocsin.change.reverted.v1","value":{"change":"a"}} | line 2: Missing required creator property 'revertedAt'
            """)
    void aBadLineIsNamedWithWhatIsWrong(String line, String problem) throws IOException {
        var file = folder.resolve("bad.jsonl");
        Files.write(file, List.of("", line));

        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> read(file))
                .withMessageContaining("bad.jsonl")
                .withMessageContaining(problem);
    }

    @Test
    void whereAFileWasCutOffIsTold() throws IOException {
        var file = folder.resolve("cut.jsonl.gz");
        try (var writer = RecordingWriter.create(file)) {
            Simulation.play(Shape.FULL.world(3), writer::write);
        }
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> read(file))
                .withMessageMatching(".*cut.jsonl.gz, after line [1-9][0-9]*: the file was cut off here");
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> RecordingReader.ticksOf(file))
                .withMessageMatching(".*cut.jsonl.gz, after line [1-9][0-9]*: the file was cut off here");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> RecordingReader.open(folder.resolve("none.jsonl")))
                .withMessageMatching("There is no recording .*none.jsonl that can be read.");
    }

    private static List<Recorded> read(Path file) throws IOException {
        var records = new ArrayList<Recorded>();
        try (var reader = RecordingReader.open(file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        }
        return records;
    }
}
