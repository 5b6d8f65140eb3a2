package dev.tocsin.incident.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.health.HealthLogEvent;
import dev.tocsin.engine.Seeds;
import dev.tocsin.engine.detection.Detection;
import dev.tocsin.engine.detection.Findings;
import dev.tocsin.engine.detection.LiveWatch;
import dev.tocsin.engine.detection.OversightState;
import dev.tocsin.engine.detection.PartitionMemory;
import dev.tocsin.engine.detection.RandomWatch;
import dev.tocsin.engine.detection.RandomWatch.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Detection that goes on from what Kafka keeps of it, cut anywhere. A failure names its seed.
@Execution(ExecutionMode.CONCURRENT)
class DetectionRestartLawsTest {

    private static final JsonSerde<OversightState> OVERSIGHT = new JsonSerde<>(OversightState.class);

    static LongStream seeds() {
        return Seeds.upTo(20);
    }

    /// Cut several times, with all that is known taken through its bytes.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void goingOnFromTheBytesTellsTheSame(long seed) {
        var random = new Random(seed);
        for (var log : LiveWatch.of(RandomWatch.of(seed)).logs()) {
            assertThat(found(log, () -> random.nextInt(150) == 0)).isEqualTo(found(log, () -> false));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oversightThatGoesOnFromTheBytesDecidesTheSame(long seed) {
        var random = new Random(seed);
        var overseen = LiveWatch.of(RandomWatch.of(seed)).overseen();

        assertThat(decided(overseen, () -> random.nextInt(20) == 0)).isEqualTo(decided(overseen, () -> false));
    }

    private static List<Findings> found(List<Entry> log, BooleanSupplier cut) {
        var found = new ArrayList<Findings>();
        var memory = new PartitionMemory(7);
        var detection = new Detection(memory);
        for (var entry : log) {
            found.add(detection.take(entry.appended(), entry.logged()));
            if (cut.getAsBoolean()) {
                memory = ReadBack.of(memory);
                detection = new Detection(memory);
            }
        }
        return found;
    }

    private static List<HealthLogEvent> decided(List<LiveWatch.Overseen> overseen, BooleanSupplier cut) {
        var decided = new ArrayList<HealthLogEvent>();
        var state = OversightState.NONE;
        for (var heard : overseen) {
            var ruling = heard.rule(state);
            decided.addAll(ruling.decided());
            state = ruling.next();
            if (cut.getAsBoolean()) {
                state = OVERSIGHT
                        .deserializer()
                        .deserialize("oversight", OVERSIGHT.serializer().serialize("oversight", state));
            }
        }
        return decided;
    }
}
