package dev.tocsin.incident.intake;

import static dev.tocsin.incident.trust.live.Harbour.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.contract.Json;
import dev.tocsin.contract.change.ChangeApplied;
import dev.tocsin.contract.change.ChangeKind;
import dev.tocsin.contract.change.ChangeReverted;
import dev.tocsin.engine.catalog.Catalog;
import dev.tocsin.incident.intake.IntakeResult.Accepted;
import dev.tocsin.incident.intake.IntakeResult.Refused;
import dev.tocsin.incident.intake.ReceivedBody.Opened;
import dev.tocsin.incident.trust.live.Views;
import dev.tocsin.support.problem.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeIntakeTest {

    private static final Catalog CATALOG = Views.atNoon().catalog();
    private static final String APPLIED = """
            {"change": "patch-7", "kind": "patch", "components": ["cache"], "regions": ["na"], "title": "Patch",
             "appliedAt": "2026-11-23T12:00:00.000Z", "author": "maria", "link": "https://changes.example/7"}""";

    @Test
    void anAppliedChangeIsTaken() {
        assertThat(of(json(APPLIED)))
                .isEqualTo(new Accepted(List.of(new ChangeApplied(
                        "patch-7",
                        ChangeKind.PATCH,
                        List.of("cache"),
                        List.of("na"),
                        "Patch",
                        NOON,
                        "maria",
                        "https://changes.example/7"))));
    }

    @Test
    void aRevertedChangeIsTaken() {
        var body = "{\"change\": \"patch-7\", \"revertedAt\": \"2026-11-23T12:00:00.000Z\"}";

        assertThat(of(json(body))).isEqualTo(new Accepted(List.of(new ChangeReverted("patch-7", NOON, null))));
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "appliedAt": null        | "appliedAt": "2026-11-23T12:00:00.000Z" | appliedAt  | is missing
            "change": "patch 7"      | "change": "patch-7"                     | change     | must be 1 to 100 characters of A-Z, a-z, 0-9, '.', '_' and '-'
            "kind": "guess"          | "kind": "patch"                         | kind       | must be one of deploy, patch, migration, flag, configuration
            "components": []         | "components": ["cache"]                 | components | must name at least one
            "components": "cache"    | "components": ["cache"]                 | components | must be a list of texts
            "components": ["ghost"]  | "components": ["cache"]                 | components | names "ghost", which is not in the catalog
            "regions": ["atlantis"]  | "regions": ["na"]                       | regions    | names "atlantis", which is not in the catalog
            "appliedAt": "2026-11-23T12:01:00.001Z" | "appliedAt": "2026-11-23T12:00:00.000Z" | appliedAt | is more than 60 s in the future
            "title": ""              | "title": "Patch"                        | title      | must not be blank
            "title": "a\\u0000b"     | "title": "Patch"                        | title      | must not contain control characters
            "title": "a\\u001b[2Jb"  | "title": "Patch"                        | title      | must not contain control characters
            "title": "a\\ud83db"     | "title": "Patch"                        | title      | must not contain control characters
            "author": "a\\u0007"     | "author": "maria"                       | author     | must not contain control characters
            "regions": ["a\\u0000"]  | "regions": ["na"]                       | regions    | must not contain control characters
            "link": "javascript:1"   | "link": "https://changes.example/7"     | link       | must be an http or https address
            """)
    void whatIsWrongIsNamedWithItsField(String wrong, String right, String field, String message) {
        assertThat(APPLIED).contains(right);

        assertThat(of(json(APPLIED.replace(right, wrong))))
                .isEqualTo(new Refused(List.of(new FieldError(field, message))));
    }

    @Test
    void aTitleHasAtMost200Characters() {
        assertThat(of(json(APPLIED.replace("\"Patch\"", "\"" + "x".repeat(201) + "\""))))
                .isEqualTo(new Refused(List.of(new FieldError("title", "must be at most 200 characters long"))));
    }

    private static IntakeResult of(JsonNode body) {
        return ChangeIntake.of(new Opened(body, null, "", null), CATALOG, NOON);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
