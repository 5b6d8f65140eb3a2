package dev.tocsin.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.catalog.CheckTiming;
import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.contract.health.ErrorKind;
import dev.tocsin.contract.health.Phases;
import dev.tocsin.contract.incident.IncidentHead;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    static Stream<Event> events() {
        return Examples.all().stream();
    }

    @ParameterizedTest
    @CsvSource({
        "2006-04-11T14:10:03Z,           2006-04-11T14:10:03.000Z",
        "2006-04-11T14:10:03.25Z,        2006-04-11T14:10:03.250Z",
        "2006-04-11T14:10:03.123999999Z, 2006-04-11T14:10:03.123Z",
        "2006-04-11T09:10:03-05:00,      2006-04-11T14:10:03.000Z",
    })
    void timesAreWrittenInUtcWithMilliseconds(Instant time, String written) throws JsonProcessingException {
        assertThat(Json.mapper().writeValueAsString(time)).isEqualTo("\"" + written + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z"})
    void aTimeOfNoYearWithFourDigitsIsNone(String time) {
        assertThatThrownBy(() -> Json.mapper().readValue("\"" + time + "\"", Instant.class))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("is of no year from 0000 to 9999");
    }

    @Test
    void nullsAreWritten() throws JsonProcessingException {
        var json = Json.mapper().writeValueAsString(new Phases(1.5, null, null, null, null));

        assertThat(json).isEqualTo("""
                        {"resolveMillis":1.5,"connectMillis":null,"tlsMillis":null,"firstByteMillis":null,"transferMillis":null}""");
    }

    @ParameterizedTest
    @MethodSource("events")
    void unknownFieldsAreIgnored(Event event) throws JsonProcessingException {
        ObjectNode json = Json.mapper().valueToTree(event);
        json.putObject("fieldOfALaterYear").put("any", "thing");

        assertThat(Json.mapper().treeToValue(json, event.getClass())).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void aFieldIsRequiredUnlessNullable(Event event) {
        ObjectNode whole = Json.mapper().valueToTree(event);
        var components = event.getClass().getRecordComponents();

        assertThat(whole.size()).isEqualTo(components.length);
        for (var component : components) {
            var field = fieldOf(component);
            var without = whole.deepCopy();
            without.remove(field);
            var withNull = whole.deepCopy();
            withNull.putNull(field);

            for (var json : Arrays.asList(without, withNull)) {
                if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    assertThat(read(json, event)).isEqualTo("read");
                } else {
                    assertThat(read(json, event)).contains(field);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"4f7k2m9q0x1z\", \"number\": 1}",
                "{\"id\": \"4f7k2m9q0x1z\", \"number\": null, \"episode\": 1, \"title\": \"t\","
                        + " \"state\": \"resolved\", \"severity\": \"minor\", \"regions\": []}",
                "{\"id\": \"4f7k2m9q0x1z\", \"number\": 1, \"episode\": 1, \"title\": \"t\","
                        + " \"state\": \"resolved\", \"severity\": \"minor\", \"regions\": [null]}",
                "{\"id\": \"4f7k2m9q0x1z\", \"number\": 1, \"episode\": 1, \"title\": \"t\","
                        + " \"state\": \"asleep\", \"severity\": \"minor\", \"regions\": []}",
            })
    void whatIsMissingNullOrUnknownInsideIsAnErrorToo(String json) {
        assertThatThrownBy(() -> Json.mapper().readValue(json, IncidentHead.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aMissingPrimitiveIsNamed() {
        assertThatThrownBy(() -> Json.mapper().readValue("{\"everyMillis\": 30000}", CheckTiming.class))
                .hasMessageContaining("timeoutMillis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "login@", "@na", "Login@na", "login@na@eu", "login@-na"})
    void aCellThatIsNoneIsAnError(String cell) {
        assertThatThrownBy(() -> Json.mapper().readValue("\"" + cell + "\"", Cell.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void anErrorKindOfALaterYearIsOther() throws JsonProcessingException {
        assertThat(Json.mapper().readValue("\"quantum-decoherence\"", ErrorKind.class))
                .isEqualTo(ErrorKind.OTHER);
    }

    @Test
    void aQuestionOfAnUnknownKindIsAnError() {
        assertThatThrownBy(() -> Json.mapper().readValue("{\"kind\": \"telepathy\"}", Question.class))
                .hasMessageContaining("telepathy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"change\": \"c\", \"revertedAt\": \"2006-04-11T17:31:00Z\"} trailing",
                "{\"change\": \"c\", \"change\": \"d\", \"revertedAt\": \"2006-04-11T17:31:00Z\"}",
                "{\"change\": \"c\", \"revertedAt\": \"yesterday\"}",
                "[]",
                "",
            })
    void jsonThatIsNotOneCleanObjectIsAnError(String json) {
        assertThatThrownBy(() -> Json.mapper().readValue(json, ChangeReverted.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    private static String read(ObjectNode json, Event event) {
        try {
            Json.mapper().treeToValue(json, event.getClass());
            return "read";
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage();
        }
    }

    private static String fieldOf(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
