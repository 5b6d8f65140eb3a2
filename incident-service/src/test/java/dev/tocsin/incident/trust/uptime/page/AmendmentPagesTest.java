package dev.tocsin.incident.trust.uptime.page;

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
class AmendmentPagesTest {

    private static final String UPTIME = "/ops/uptime";

    private final String reason = "A firewall <of ours> " + UUID.randomUUID();
    private final String shownReason = reason.replace("<", "&lt;").replace(">", "&gt;");

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aResponderAmendsWhatWasMeasured() {
        var responder = Browser.of("responder");

        amend(responder, Map.of()).then().statusCode(303).header("Location", endsWith("?done=amended"));

        assertThat(responder.page(UPTIME))
                .contains(shownReason, "<code>cache@na</code>, <code>cache@eu</code> counted as up")
                .contains("1 Feb 2022, 10:00 UTC", "No component has an objective.");
        assertThat(responder.page(UPTIME + "?cells=login@na")).contains("\nlogin@na</textarea>");
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            cells  | cells   | ghost@na         | ghost@na is not in the catalog.
            from   | from    | ''               | Enter the start.
            to     | to      | 2022-02-01T09:00 | The end must be later than the start.
            to     | to      | 2999-02-01T09:00 | The end must not be in the future.
            reason | reason  | ' '              | Enter the reason.
            """)
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost(
            String entry, String field, String entered, String sentence) {
        var answer = amend(Browser.of("responder"), Map.of(entry, entered));

        answer.then()
                .statusCode(400)
                .body(containsString("id=\"%s-wrong\">%s</p>".formatted(field, sentence)))
                .body(containsString("<option value=\"UP\" selected>"))
                .body(containsString(entry.equals("reason") ? "cache</textarea>" : shownReason + "</textarea>"));
    }

    @Test
    void aViewerLooksOnAndGetsNoForms() {
        var viewer = Browser.of("viewer");

        assertThat(viewer.page(UPTIME)).contains("Error budgets").doesNotContain("action=\"/ops/uptime");
        amend(viewer, Map.of()).then().statusCode(403);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var operator = Browser.ofOperator();

        operator.submitWith("forged", UPTIME + "/amend", entries(Map.of()))
                .then()
                .statusCode(400);

        assertThat(operator.page(UPTIME)).doesNotContain(shownReason);
    }

    private Response amend(Browser browser, Map<String, String> entries) {
        return browser.submit(UPTIME, UPTIME + "/amend", entries(entries));
    }

    private Map<String, String> entries(Map<String, String> others) {
        var all = new HashMap<>(Map.of(
                "cells", "cache",
                "from", "2022-02-01T10:00",
                "to", "2022-02-01T11:00",
                "verdict", "UP",
                "reason", reason));
        all.putAll(others);
        return all;
    }
}
