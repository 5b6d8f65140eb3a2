package dev.tocsin.notifier.silence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.contract.Json;
import dev.tocsin.notifier.silence.SilenceForm.CheckedSilenceForm;
import dev.tocsin.notifier.subscription.KnownCatalog;
import dev.tocsin.notifier.subscription.KnownCatalog.Named;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilenceFormTest {

    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final KnownCatalog CATALOG = new KnownCatalog(
            "Harbour CRM",
            ZoneId.of("Europe/Berlin"),
            List.of(new Named("na", "North America"), new Named("eu", "Europe")),
            List.of(new Named("login", "Log in")));

    @Test
    void whatIsLeftOutMeansAllAndNow() {
        var silence = right("""
                {"regions": ["na", "na"], "reason": " Data centre moves ", "endsAt": "2026-11-29T12:00:00Z"}""");

        assertThat(silence.scope()).isEqualTo(new SilenceScope(List.of("na"), List.of(), List.of(), List.of()));
        assertThat(silence.reason()).isEqualTo("Data centre moves");
        assertThat(silence.owner()).isEqualTo("jo");
        assertThat(silence.periods()).containsExactly(new SilencePeriod(NOW, NOW.plusSeconds(7200)));
    }

    @Test
    void aRuleCountsInTheCatalogsZoneUnlessAnotherIsGiven() {
        var form = """
                {"subscriptions": ["s1"], "reason": "nightly tests", "startsAt": "2026-11-29T21:00:00Z",
                 "endsAt": "2026-12-29T21:00:00Z", "repeats": "FREQ=DAILY", "lastsMillis": 3600000%s}""";

        assertThat(right(form.formatted("")).recurrence())
                .extracting(SilenceRecurrence::zone)
                .isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(right(form.formatted(", \"zone\": \"America/Chicago\"")).recurrence())
                .extracting(SilenceRecurrence::zone)
                .isEqualTo(ZoneId.of("America/Chicago"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "regions": []                              | regions: is empty, and so are components
            "regions": ["mars"]                        | regions[0]: no region "mars"; there are na, eu
            "regions": [null]                          | regions[0]: is null
            "components": ["cache"]                    | components[0]: no component "cache"; there are login
            "incidents": ["A B"]                       | incidents[0]: is not an id
            "subscriptions": ["x\\u0000"]              | subscriptions[0]: is not an id
            "reason": null                             | reason: is missing
            "reason": "  "                             | reason: is missing
            "reason": "a\\nb"                          | reason: must be one line
            "reason": "\\ud800"                        | reason: must be one line
            "endsAt": null                             | endsAt: is missing; each silence must end
            "endsAt": "2026-11-29T09:59:00Z"           | endsAt: must be in the future
            "endsAt": "2026-11-29T10:00:10Z"           | endsAt: must be from 1 minute to 366 days after startsAt
            "endsAt": "2027-12-29T10:00:00Z"           | endsAt: must be from 1 minute to 366 days after startsAt
            "startsAt": "2026-11-29T09:00:00Z"         | startsAt: is in the past; leave it out to start now
            "lastsMillis": 60000                       | lastsMillis: is only for silences with repeats
            "repeats": "FREQ=DAILY"                    | lastsMillis: must be from 60000 (1 minute) to 604800000 (7 days)
            "zone": "Mars/Olympus"                     | zone: is not a time zone such as Europe/Berlin
            "repeats": "daily", "lastsMillis": 60000   | repeats: is not an RFC 5545 rule
            """)
    void whatIsWrongIsSaid(String field, String problem) {
        assertThat(wrong(with(field))).singleElement().asString().startsWith(problem);
    }

    @Test
    void listsAndTextsHaveBounds() {
        var many = String.join("\", \"", Collections.nCopies(101, "s1"));

        assertThat(wrong("""
                {"subscriptions": ["%s"], "reason": "%s", "endsAt": "2026-11-29T12:00:00Z", "repeats": "%s",
                 "lastsMillis": 60000}""".formatted(many, "x".repeat(501), "x".repeat(501))))
                .containsExactly(
                        "subscriptions: has more than 100 entries",
                        "reason: is longer than 500 characters",
                        "repeats: is longer than 500 characters");
    }

    /// A form in which all else is right.
    private static String with(String fields) {
        try {
            var form = (ObjectNode) Json.mapper().readTree("""
                    {"regions": ["na"], "reason": "migration", "endsAt": "2026-11-29T12:00:00Z"}""");
            return form.setAll((ObjectNode) Json.mapper().readTree("{%s}".formatted(fields)))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(fields, e);
        }
    }

    private static Silence right(String json) {
        return switch (check(json)) {
            case CheckedSilenceForm.Right(var silence) -> silence;
            case CheckedSilenceForm.Wrong(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> wrong(String json) {
        return switch (check(json)) {
            case CheckedSilenceForm.Right(var silence) -> throw new AssertionError(silence);
            case CheckedSilenceForm.Wrong(var problems) ->
                problems.stream()
                        .map(problem -> "%s: %s".formatted(problem.field(), problem.message()))
                        .toList();
        };
    }

    private static CheckedSilenceForm check(String json) {
        try {
            return Json.mapper().readValue(json, SilenceForm.class).check(CATALOG, "s1", "jo", NOW);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
