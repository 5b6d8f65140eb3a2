package dev.tocsin.support.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Envelope;
import dev.tocsin.contract.Json;
import dev.tocsin.support.kafka.Received.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each event that the contract agreed on is read, and written again as it was.
class GoldenEventsReadTest {

    private static final Path FOLDER = Path.of("../contract/src/test/resources/golden");

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadAndWrittenAgainAsItWas(Path file) throws IOException {
        var golden = Json.mapper().readTree(file.toFile());

        var received = CloudEvents.read(record(golden));

        assertThat(received).isInstanceOfSatisfying(Known.class, known -> {
            assertThat(known.source()).isEqualTo("tocsin/example");
            assertThat(json(Envelope.data(known.event()))).isEqualTo(golden.get("value"));
        });
    }

    private static ConsumerRecord<String, byte[]> record(JsonNode golden) {
        var headers = new RecordHeaders();
        golden.get("headers")
                .properties()
                .forEach(header -> headers.add(
                        header.getKey(), header.getValue().textValue().getBytes(UTF_8)));
        return new ConsumerRecord<>(
                "tocsin.catalog",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                golden.get("key").textValue(),
                golden.get("value").toString().getBytes(UTF_8),
                headers,
                Optional.empty());
    }

    private static JsonNode json(byte[] data) {
        try {
            return Json.mapper().readTree(data);
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
    }
}
