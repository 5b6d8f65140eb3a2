package dev.tocsin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /// Key, headers and value, as another language's reader sees them.
    private static ObjectNode wire(Event event) {
        var wire = Json.mapper().createObjectNode();
        wire.put("key", event.key());
        var headers = wire.putObject("headers");
        Envelope.headers(SOURCE, event).forEach(headers::put);
        try {
            wire.set("value", Json.mapper().readTree(Envelope.data(event)));
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
        return wire;
    }
}
