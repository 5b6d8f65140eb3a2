package dev.tocsin.incident.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Event;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.incident.intake.ReceivedBody.Unfit;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedBodyTest {

    private static final List<Class<? extends Event>> CHANGES = List.of(ChangeApplied.class, ChangeReverted.class);
    private static final String STRUCTURED = """
            {"specversion": "1.0", "id": "1", "source": "deployer", "type": "tocsin.change.reverted.v1",
             "data": {"change": "patch-7"}}""";
    private static final Map<String, String> BINARY = Map.of(
            "ce-specversion", "1.0",
            "ce-id", "1",
            "ce-source", "deployer",
            "ce-type", "tocsin.change.reverted.v1");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final JsonNode CHANGE = json("{\"change\": \"patch-7\"}");

    @Test
    void aBodyByItselfIsTheData() {
        assertThat(ReceivedBody.open("application/json", _ -> null, CHANGE, CHANGES))
                .isEqualTo(new Opened(CHANGE, null, "", null));
    }

    @ParameterizedTest
    @CsvSource({"application/cloudevents+json", "Application/CloudEvents+JSON; charset=UTF-8"})
    void inStructuredModeTheBodyIsTheEnvelope(String contentType) {
        assertThat(ReceivedBody.open(contentType, _ -> null, json(STRUCTURED), CHANGES))
                .isEqualTo(new Opened(CHANGE, ChangeReverted.class, "data", null));
    }

    @Test
    void inBinaryModeHeadersAreTheEnvelope() {
        assertThat(ReceivedBody.open("application/json", BINARY::get, CHANGE, CHANGES))
                .isEqualTo(new Opened(CHANGE, ChangeReverted.class, "", null));
    }

    @Test
    void aCloudEventMayNameItsTraceInEitherMode() {
        var structured =
                json(STRUCTURED.replace("\"id\": \"1\",", "\"id\": \"1\", \"traceparent\": \"%s\",".formatted(TRACE)));
        var binary = new HashMap<>(BINARY);
        binary.put("ce-traceparent", TRACE);

        assertThat(ReceivedBody.open(ReceivedBody.STRUCTURED, _ -> null, structured, CHANGES))
                .isEqualTo(new Opened(CHANGE, ChangeReverted.class, "data", TRACE));
        assertThat(ReceivedBody.open("application/json", binary::get, CHANGE, CHANGES))
                .isEqualTo(new Opened(CHANGE, ChangeReverted.class, "", TRACE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "specversion": "1.0"                | "specversion": "0.3" | specversion | must be 1.0
            "id": "1",                          |                      | id          | is missing
            "source": "deployer"                | "source": ""         | source      | is missing
            "type": "tocsin.change.reverted.v1" | "type": "deployed"   | type        | must be tocsin.change.applied.v1 or tocsin.change.reverted.v1
            "data":                             | "Data":              | data        | is missing
            "data":                             | "data_base64":       | data_base64 | is not supported; send the event as JSON in data
            "data":                             | "datacontenttype": "text/plain", "data": | datacontenttype | must be application/json
            """)
    void whatIsWrongWithAStructuredOneIsNamed(String right, String wrong, String field, String message) {
        assertThat(STRUCTURED).contains(right);
        var body = json(STRUCTURED.replace(right, wrong == null ? "" : wrong));

        assertThat(ReceivedBody.open(ReceivedBody.STRUCTURED, _ -> null, body, CHANGES))
                .isEqualTo(new Unfit(List.of(new FieldError(field, message))));
    }

    @Test
    void whatIsWrongWithABinaryOneIsNamedByItsHeader() {
        var headers = new HashMap<>(BINARY);
        headers.remove("ce-id");
        headers.put("ce-type", "tocsin.health.observed.v1");

        assertThat(ReceivedBody.open("application/json", headers::get, CHANGE, CHANGES))
                .isEqualTo(new Unfit(List.of(
                        new FieldError("ce-id", "is missing"),
                        new FieldError("ce-type", "must be tocsin.change.applied.v1 or tocsin.change.reverted.v1"))));
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
