package dev.tocsin.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Each alert rule is explained where it points to, and the dashboard asks whatever Prometheus its reader chooses.
class AlertRulesTest {

    private static final Path DEPLOY = Sources.HOME.resolve("deploy");
    private static final String RULES = Sources.read(DEPLOY.resolve("prometheus/tocsin.rules.yml"));
    private static final String TESTS = Sources.read(DEPLOY.resolve("prometheus/tocsin.rules.test.yml"));
    private static final String PAGE = Sources.read(Sources.HOME.resolve("docs/operating.md"));
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void eachRuleHasItsTextsARowOfThePageAndATest() {
        var rules = List.of(RULES.split("- alert: ", -1));

        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(rules.subList(1, rules.size())).allSatisfy(rule -> {
            var name = rule.lines().findFirst().orElseThrow();
            assertThat(rule).contains(" severity: ", " summary: ", " description: ", " runbook_url: ");
            assertThat(PAGE).contains("| `%s` | %s |".formatted(name, first(rule, "severity: (\\w+)")));
            assertThat(TESTS).contains("alertname=\"%s\"".formatted(name));
            assertThat(rule.replaceAll("(?s)annotations:.*", ""))
                    .as("annotations come last")
                    .contains("severity");
        });
    }

    @Test
    void eachRunbookIsASectionOfThePage() {
        var sections = HEADING.matcher(PAGE)
                .results()
                .map(heading -> anchor(heading.group(1)))
                .toList();

        var runbooks = Pattern.compile("runbook_url: (\\S+)")
                .matcher(RULES)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();

        assertThat(runbooks).isNotEmpty().allSatisfy(runbook -> {
            assertThat(runbook).startsWith("docs/operating.md#");
            assertThat(sections).contains(runbook.replaceAll(".*#", ""));
        });
    }

    @Test
    void theDashboardAsksTheChosenPrometheus() throws IOException {
        var dashboard =
                Json.mapper().readTree(DEPLOY.resolve("grafana/tocsin.json").toFile());

        assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(42);
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.findValues("datasource"))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.get("uid").asText()).isEqualTo("${datasource}"));
        assertThat(StreamSupport.stream(dashboard.get("panels").spliterator(), false))
                .hasSizeGreaterThan(8)
                .allSatisfy(panel -> {
                    assertThat(panel.get("title").asText()).isNotBlank();
                    assertThat(panel.get("description").asText()).isNotBlank();
                    assertThat(panel.findValuesAsText("expr")).isNotEmpty();
                });
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /// As forges make it of a heading.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }
}
