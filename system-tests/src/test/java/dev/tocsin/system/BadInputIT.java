package dev.tocsin.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each with a clear error, and nothing changed.
@SharesStandalone
class BadInputIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void aCatalogWithAnUnknownKeyIsRefused(Standalone tocsin) throws IOException {
        assertRefused(tocsin, catalog -> catalog.replace("\ncomponents:", "\ncomponets: {}\ncomponents:"), "componets");
    }

    @Test
    void aCatalogWithACycleOfDependenciesIsRefused(Standalone tocsin) throws IOException {
        assertRefused(
                tocsin,
                catalog -> catalog.replace(
                        "\ncomponents:",
                        "\ncomponents:\n  hen: { name: Hen, needs: [egg] }\n  egg: { name: Egg, needs: [hen] }"),
                "hen");
    }

    @Test
    void aCatalogWithACellWithoutItsRegionIsRefused(Standalone tocsin) throws IOException {
        assertRefused(
                tocsin,
                catalog -> catalog.replace(
                        "\ncomponents:", "\ncomponents:\n  billing: { name: Billing, needs: [cache@atlantis] }"),
                "atlantis");
    }

    private static void assertRefused(Standalone tocsin, UnaryOperator<String> spoil, String named) throws IOException {
        var file = tocsin.data().resolve("catalog.yaml");
        var good = Files.readString(file);
        var before = tocsin.get(tocsin.incidentService("/api/v1/catalog")).get("version");
        assertThat(spoil.apply(good)).isNotEqualTo(good);

        Files.writeString(file, spoil.apply(good));

        try {
            await("operators told")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(tocsin.operatorAlerts())
                            .filteredOn(alert -> alert.get("subject").asText().equals("catalog"))
                            .singleElement()
                            .satisfies(alert ->
                                    assertThat(alert.get("why").asText()).contains(named, "line")));
            assertThat(tocsin.get(tocsin.incidentService("/api/v1/catalog")).get("version"))
                    .isEqualTo(before);
        } finally {
            Files.writeString(file, good);
        }
        await("alert cleared")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(tocsin.operatorAlerts())
                        .noneMatch(alert -> alert.get("subject").asText().equals("catalog")));
    }

    @Test
    void aHealthEventForAnUnknownCellIsRefused(Standalone tocsin) {
        assertProblem(tocsin, tocsin.incidentService("/api/v1/health-events"), "cell", """
                {"check": "page", "cell": "nowhere@na", "vantagePoint": "us-east", "probe": "by-hand",
                 "outcome": "fail", "observedAt": "2026-11-23T10:00:00.000Z", "latencyMillis": 12}""");
    }

    @Test
    void aChangeWithoutATimeIsRefused(Standalone tocsin) {
        assertProblem(tocsin, tocsin.incidentService("/api/v1/changes"), "appliedAt", """
                {"change": "patch-7", "kind": "patch", "components": ["cache"], "regions": ["na"], "title": "Patch"}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            address | {"channel": "email", "address": "not an address", "regions": ["na"]}
            regions | {"channel": "email", "address": "someone@customer.example", "regions": ["atlantis"]}
            url     | {"channel": "webhook", "url": "https://10.0.0.1/hook", "regions": ["na"]}
            url     | {"channel": "webhook", "url": "http://169.254.169.254/latest", "regions": ["na"]}
            url     | {"channel": "webhook", "url": "https://2130706433/hook", "regions": ["na"]}
            """)
    void aSubscriptionThatCannotBeServedIsRefused(String field, String body, Standalone tocsin) {
        assertProblem(tocsin, tocsin.notifierService("/api/v1/subscriptions"), field, body);
    }

    private static void assertProblem(Standalone tocsin, URI address, String field, String body) {
        var answer = tocsin.post(address, body);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"errors\"").containsPattern("\"field\"\\s*:\\s*\"[^\"]*" + field);
    }
}
