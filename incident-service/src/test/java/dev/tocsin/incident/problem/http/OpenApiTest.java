package dev.tocsin.incident.problem.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OpenApiTest {

    @Test
    void theApiDescribesItselfAndNoPages() throws JsonProcessingException {
        var description = description();

        assertThat(description.path("paths").fieldNames())
                .toIterable()
                .contains("/api/v1/cells", "/api/v1/incidents/{id}/trace", "/api/v1/maintenance")
                .allMatch(path -> path.startsWith("/api/") || path.startsWith("/heartbeats/"));
        assertThat(description.at("/components/schemas").fieldNames())
                .toIterable()
                .contains("CellView")
                .noneMatch(schema -> schema.contains("Template"));
    }

    @Test
    void aCellIsAText() throws JsonProcessingException {
        var schemas = description().at("/components/schemas");

        assertThat(schemas.at("/CellView/properties/cell/$ref").asText()).isEqualTo("#/components/schemas/Cell");
        assertThat(schemas.at("/Cell/type").asText()).isEqualTo("string");
        assertThat("login@na").matches(schemas.at("/Cell/pattern").asText());
    }

    private static JsonNode description() throws JsonProcessingException {
        return Json.mapper()
                .readTree(given().accept("application/json")
                        .get("/api/v1/openapi")
                        .asString());
    }
}
