package dev.tocsin.contract.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Cell;
import dev.tocsin.contract.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// It reads what the mapper reads as the same, or leaves it to the mapper.
class HealthObservedReaderTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/tocsin.health.observed.v1.json");

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @Test
    void readsTheGoldenEventAsTheMapperDoes() throws IOException {
        var json = Json.mapper().writeValueAsBytes(golden());

        assertThat(HealthObservedReader.read(json))
                .isNotNull()
                .isEqualTo(Json.mapper().readValue(json, HealthObserved.class));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsWhatIsWrittenAsTheMapperDoes(long seed) throws IOException {
        var event = event(new Random(seed));
        var json = Json.mapper().writeValueAsBytes(event);

        assertThat(HealthObservedReader.read(json)).isEqualTo(event);
        assertThat(Json.mapper().readValue(json, HealthObserved.class)).isEqualTo(event);
    }

    /// Cut, doubled or changed anywhere, it is never read otherwise than by the mapper.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverReadsWhatTheMapperReadsOtherwise(long seed) throws IOException {
        var random = new Random(seed);
        var json = Json.mapper().writeValueAsBytes(event(random));
        for (var i = 0; i < 200; i++) {
            var changed = json.clone();
            for (var j = 0; j <= random.nextInt(3); j++) {
                changed[random.nextInt(json.length)] = json[random.nextInt(json.length)];
            }
            var read = HealthObservedReader.read(changed);
            if (read != null) {
                assertThat(read)
                        .as("%s", new String(changed, UTF_8))
                        .isEqualTo(Json.mapper().readValue(changed, HealthObserved.class));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "cell",
                "vantagePoint",
                "probe",
                "outcome",
                "observedAt",
                "latencyMillis",
                "phases",
                "error",
                "detail",
                "definition"
            })
    void leavesWhatIsMissingOrOfAnotherTypeToTheMapper(String field) throws IOException {
        var without = golden();
        without.remove(field);
        var other = golden();
        other.putArray(field).add(1);

        assertThat(HealthObservedReader.read(Json.mapper().writeValueAsBytes(without)))
                .isNull();
        assertThat(HealthObservedReader.read(Json.mapper().writeValueAsBytes(other)))
                .isNull();
    }

    @Test
    void leavesOtherTimesNewFieldsAndDoubledOnesToTheMapper() throws IOException {
        var text = Json.mapper().writeValueAsString(golden());

        for (var unusual : List.of(
                text.replace("14:10:11.000Z", "14:10:11Z"),
                text.replace("14:10:11.000Z", "14:60:11.000Z"),
                text.replace("{\"check\"", "{\"new\":1,\"check\""),
                text.replace("{\"check\"", "{\"check\":\"a\",\"check\""),
                text + "{}",
                "null",
                "")) {
            assertThat(HealthObservedReader.read(unusual.getBytes(UTF_8)))
                    .as(unusual)
                    .isNull();
        }
    }

    private static ObjectNode golden() throws IOException {
        return (ObjectNode) Json.mapper().readTree(GOLDEN.toFile()).get("value");
    }

    private static HealthObserved event(Random random) {
        return new HealthObserved(
                "check-" + random.nextInt(100),
                new Cell("login" + random.nextInt(10), "na"),
                "us-east",
                "us-east-" + random.nextInt(3),
                List.of(Outcome.values()).get(random.nextInt(4)),
                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                random.nextBoolean() ? random.nextInt(10_000) : random.nextDouble(10_000),
                random.nextBoolean()
                        ? null
                        : new Phases(number(random), number(random), number(random), number(random), number(random)),
                random.nextBoolean()
                        ? null
                        : List.of(ErrorKind.values()).get(random.nextInt(ErrorKind.values().length)),
                random.nextBoolean() ? null : "said \"no\" – \\ ü\n" + random.nextInt(),
                random.nextBoolean() ? null : "3f9a0c5d71be");
    }

    private static @Nullable Double number(Random random) {
        return random.nextBoolean() ? null : random.nextDouble(1000);
    }
}
