package dev.tocsin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The JSON Schemas that the module carries: they say what the records say, and hold for what is written.
class SchemasTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/tocsin/contract/schema");
    private static final Schemas SCHEMAS = new Schemas();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    static Stream<Event> events() {
        return Examples.all().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void saysWhatTheRecordSays(Event event) {
        var schema = SCHEMAS.of(event.getClass());

        Golden.verify(FOLDER.resolve(EventTypes.typeOf(event.getClass()) + ".json"), schema);
    }

    @ParameterizedTest
    @MethodSource("events")
    void isASchemaOfDraft202012(Event event) {
        var schemaOfSchemas = FACTORY.getSchema(SchemaLocation.of(VersionFlag.V202012.getId()), WITH_FORMATS);

        assertThat(schemaOfSchemas.validate(packaged(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void holdsForTheExample(Event event) {
        assertThat(validate(event, Json.mapper().valueToTree(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void letsATypeGainFields(Event event) {
        ObjectNode json = Json.mapper().valueToTree(event);
        json.put("fieldOfALaterYear", true);

        assertThat(validate(event, json)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void refusesWhatTheReaderRefuses(Event event) {
        ObjectNode whole = Json.mapper().valueToTree(event);

        for (var field : whole.properties()) {
            var without = whole.deepCopy();
            without.remove(field.getKey());
            var other = whole.deepCopy();
            other.putArray(field.getKey()).addArray();

            assertThat(validate(event, without).isEmpty()).isEqualTo(isRead(event, without));
            assertThat(validate(event, other))
                    .as("%s as a list of a list", field.getKey())
                    .isNotEmpty();
        }
    }

    @Test
    void noFileIsLeftOver() {
        var files = FOLDER.toFile().list();

        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(EventTypes.all().values().stream()
                        .map(type -> type + ".json")
                        .toList());
    }

    private static boolean isRead(Event event, JsonNode json) {
        try {
            Json.mapper().treeToValue(json, event.getClass());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<ValidationMessage> validate(Event event, JsonNode json) {
        JsonSchema schema = FACTORY.getSchema(packaged(event), WITH_FORMATS);
        return schema.validate(json);
    }

    private static JsonNode packaged(Event event) {
        var name = "schema/%s.json".formatted(EventTypes.typeOf(event.getClass()));
        try (var json = Json.class.getResourceAsStream(name)) {
            return Json.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
