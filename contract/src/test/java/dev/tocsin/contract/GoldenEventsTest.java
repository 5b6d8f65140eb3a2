package dev.tocsin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.kafka.CloudEvents;
import dev.tocsin.contract.kafka.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The wire format of each event, as `src/test/resources/golden` has it.
class GoldenEventsTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final String SOURCE = "tocsin/example";

    static List<Event> events() {
        return Examples.all();
    }

    @Test
    void eachTypeHasAnExample() {
        var types = Examples.all().stream().map(Event::getClass).toList();

        assertThat(types)
                .containsExactlyElementsOf(new ArrayList<>(EventTypes.all().keySet()));
    }

    @Test
    void noFileIsLeftOver() {
        var files = FOLDER.toFile().list();

        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(EventTypes.all().values().stream()
                        .map(type -> type + ".json")
                        .toList());
    }

    @Test
    void idsAreUnique() {
        var ids = new HashSet<String>();

        assertThat(Examples.all()).allMatch(event -> ids.add(event.eventId()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void staysAsItIs(Event event) {
        var type = EventTypes.typeOf(event.getClass());

        var wire = wire(event);

        Golden.verify(FOLDER.resolve(type + ".json"), wire);
    }

    @ParameterizedTest
    @MethodSource("events")
    void isReadBackEqual(Event event) {
        var sent = CloudEvents.record(Topic.CATALOG, SOURCE, event);

        var received = CloudEvents.read(new ConsumerRecord<>(
                sent.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));

        assertThat(received).isEqualTo(new Received.Known(event, SOURCE, ""));
    }

    /// Key, headers and value, as another language's reader sees them.
    private static ObjectNode wire(Event event) {
        var sent = CloudEvents.record(Topic.CATALOG, SOURCE, event);
        var wire = Json.mapper().createObjectNode();
        wire.put("key", sent.key());
        var headers = wire.putObject("headers");
        sent.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        try {
            wire.set("value", Json.mapper().readTree(sent.value()));
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
        return wire;
    }
}
