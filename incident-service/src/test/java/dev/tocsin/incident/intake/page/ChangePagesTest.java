package dev.tocsin.incident.intake.page;

import static dev.tocsin.incident.access.http.Operator.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class ChangePagesTest {

    private static final String CHANGES = "/ops/changes";

    private final String id = "patch-" + UUID.randomUUID();

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aResponderAnnouncesAChangeAndReportsThatItWasTakenBack() {
        var responder = Browser.of("responder");

        announce(responder, Map.of()).then().statusCode(303).header("Location", endsWith("?done=announced"));
        assertThat(responder.page(CHANGES))
                .contains("Patch &lt;the&gt; caches", "cache, login in na", "<code>" + id + "</code>, patch at");
        assertThat(responder.page(CHANGES + "?revert=" + id)).contains("id=\"revert\" open", "value=\"" + id + "\"");

        responder
                .submit(CHANGES, CHANGES + "/revert", Map.of("change", id))
                .then()
                .statusCode(303);
        assertThat(responder.page(CHANGES + "?find=" + id))
                .contains("taken back at")
                .doesNotContain(">Report as taken back</a>");
        assertThat(responder.page(CHANGES + "?find=never-heard-of")).contains("No change contains “never-heard-of”");
    }

    @Test
    void aChangeThatAToolReportedIsListedToo() {
        operator()
                .body(Map.of(
                        "change",
                        id,
                        "kind",
                        "flag",
                        "components",
                        new String[] {"api"},
                        "title",
                        "Turn on the new search",
                        "appliedAt",
                        "2026-11-20T10:00:00Z",
                        "link",
                        "https://deploys.example/1"))
                .post("/api/v1/changes")
                .then()
                .statusCode(202);

        assertThat(Browser.ofOperator().page(CHANGES + "?find=" + id))
                .contains("href=\"https://deploys.example/1\"", "api everywhere", "flag at");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            change     | change     | a b              | must be 1 to 100 characters of
            components | components | ghost            | "ghost" is not in the catalog.
            at         | appliedAt  | 2099-01-01T10:00 | The time is more than 60 s in the future.
            at         | appliedAt  | tomorrow         | The time must be a day and a time, such as
            link       | link       | javascript:x     | The link must be an http or https address.
            """)
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost(
            String entry, String field, String entered, String sentence) {
        var answer = announce(Browser.of("responder"), Map.of(entry, entered));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString().replace("&quot;", "\""))
                .containsPattern("id=\"%s-wrong\">[^<]*\\Q%s".formatted(field, sentence))
                .contains("value=\"%s\"".formatted(entered), "value=\"Patch &lt;the&gt; caches\"");
    }

    @Test
    void aViewerLooksOnAndGetsNoForms() {
        var viewer = Browser.of("viewer");

        assertThat(viewer.page(CHANGES)).doesNotContain("method=\"post\" action=\"/ops/changes");
        announce(viewer, Map.of()).then().statusCode(403);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var operator = Browser.ofOperator();

        operator.submitWith("forged", CHANGES + "/revert", Map.of("change", id))
                .then()
                .statusCode(400);

        operator.get(CHANGES + "?find=" + id).then().body(containsString("No change contains"));
    }

    private Response announce(Browser browser, Map<String, String> entries) {
        var all = new HashMap<>(Map.of(
                "change", id,
                "kind", "patch",
                "components", "cache login",
                "regions", "na",
                "title", "Patch <the> caches",
                "at", LocalDateTime.now(ZoneOffset.UTC).minusMinutes(5).toString()));
        all.putAll(entries);
        return browser.submit(CHANGES, CHANGES + "/announce", all);
    }
}
