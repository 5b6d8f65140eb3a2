package dev.tocsin.incident.maintenance.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class WindowPagesTest {

    private static final String BOARD = "/ops/maintenance";

    private final LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
    private final String title = "Swap <disks> " + UUID.randomUUID();
    private final String shownTitle = title.replace("<", "&lt;").replace(">", "&gt;");

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aResponderSchedulesMovesAndCancelsAWindow() {
        var responder = Browser.of("responder");
        var window = window(add(responder, "cache", now.plusHours(30), now.plusHours(31)));
        assertThat(responder.page(window)).contains(shownTitle, "scheduled", "Scheduled.", "cache@na", "cache@eu");
        assertThat(responder.page(BOARD)).contains("Upcoming", shownTitle);

        var moved = responder.submit(
                window,
                BOARD + "/change",
                Map.of("id", id(window), "title", title, "startsAt", now.plusHours(40), "endsAt", now.plusHours(42)));
        var cancelled = responder.submit(window, BOARD + "/cancel", Map.of("id", id(window)));

        moved.then().statusCode(303);
        cancelled.then().statusCode(303).header("Location", containsString("done=cancel"));
        assertThat(responder.page(window)).contains("cancelled", "2 h</p>", "The work is over");
        assertThat(responder.page(BOARD + "?month=" + YearMonth.from(now.plusHours(40))))
                .contains(shownTitle);
        responder
                .submit(BOARD, BOARD + "/cancel", Map.of("id", "window-of-nobody"))
                .then()
                .statusCode(404);
    }

    @Test
    void aWindowInProgressIsProlongedVerifiedAndCompleted() {
        var responder = Browser.of("responder");
        var window = window(add(responder, "cache@na", now.minusHours(1), now.plusHours(1)));
        Operator.awaitWindow(id(window), "in-progress");
        assertThat(responder.page(window))
                .contains("Prolong or shorten", "Verify", "open incidents again")
                .doesNotContain("name=\"startsAt\"");

        submit(responder, window, "change", Map.of("title", title, "endsAt", now.plusHours(2)))
                .then()
                .statusCode(303);
        assertThat(responder.page(window)).contains("extended from");
        submit(responder, window, "verify", Map.of()).then().statusCode(303);
        assertThat(responder.page(window)).contains("being verified").doesNotContain("Mark as being verified");
        submit(responder, window, "complete", Map.of()).then().statusCode(303);
        assertThat(responder.page(window)).contains("<span class=\"state\">completed</span>");
        responder
                .submit(BOARD, BOARD + "/cancel", Map.of("id", id(window)))
                .then()
                .statusCode(409)
                .body(containsString("is over."));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "cells, ghost@eu, 60, ghost@eu is not in the catalog.",
        "cells, '', 60, Enter the cells.",
        "endsAt, cache@na, -60, The end must be from 1 minute to 7 days after the start."
    })
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost(String field, String cells, int minutes, String sentence) {
        var responder = Browser.of("responder");

        var answer = add(responder, cells, now.plusDays(2), now.plusDays(2).plusMinutes(minutes));

        answer.then()
                .statusCode(400)
                .body(containsString("id=\"%s-wrong\">%s</p>".formatted(field, sentence)))
                .body(containsString("aria-describedby=\"%s-wrong\"".formatted(field)))
                .body(containsString("value=\"%s\"".formatted(shownTitle)))
                .body(containsString("value=\"%s\"".formatted(now.plusDays(2))));
    }

    @Test
    void workThatRepeatsIsScheduledAndEndedByForms() {
        var responder = Browser.of("responder");
        var start = now.plusDays(2);
        var entries = new HashMap<String, Object>(
                Map.of("title", title, "cells", "cache@eu", "startsAt", start, "endsAt", start.plusHours(1)));
        entries.putAll(Map.of("repeat", "daily", "every", "2", "count", "4", "zone", "America/Chicago"));

        var window = window(responder.submit(BOARD, BOARD + "/add", entries));

        assertThat(responder.page(window)).contains("every 2 days at ", "(America/Chicago), 4 times", "End the series");
        assertThat(responder.page(BOARD)).contains("<h2>Series</h2>", "(America/Chicago), 4 times, for 1 h", "made by");
        submit(responder, window, "end-series", Map.of())
                .then()
                .statusCode(303)
                .header("Location", containsString("done=end-series"));
        assertThat(responder.page(window))
                .contains("<span class=\"state\">cancelled</span>")
                .doesNotContain("End the series from");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "every, 0, The interval must be a whole number from 1 to 99.",
        "count, many, The number of times must be a whole number from 1 to 1000.",
        "until, soon, The last day must be a day such as 2026-12-31.",
        "zone, Mars/Olympus, The time zone must be an IANA time zone such as Europe/Berlin."
    })
    void aRepetitionThatCannotBeIsSaidAtItsField(String field, String entry, String sentence) {
        var responder = Browser.of("responder");
        var start = now.plusDays(2);
        var entries = new HashMap<String, Object>(
                Map.of("title", title, "cells", "cache@eu", "startsAt", start, "endsAt", start.plusHours(1)));
        entries.putAll(Map.of("repeat", "weekly", "days", "tu", field, entry));

        responder
                .submit(BOARD, BOARD + "/add", entries)
                .then()
                .statusCode(400)
                .body(containsString("id=\"%s-wrong\">%s</p>".formatted(field, sentence)))
                .body(containsString("value=\"tu\" checked"))
                .body(containsString("value=\"weekly\" selected"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"change", "end-series", "cancel"})
    void aFormWithoutARealIdIsAboutNothing(String action) {
        var responder = Browser.of("responder");

        responder.submit(BOARD, BOARD + "/" + action, Map.of()).then().statusCode(404);
        responder.submit(BOARD, BOARD + "/" + action, Map.of("id", "\0")).then().statusCode(404);
    }

    @Test
    void aViewerLooksOnAndGetsNoForms() {
        var window = window(add(Browser.ofOperator(), "cache@na", now.plusHours(30), now.plusHours(31)));
        var viewer = Browser.of("viewer");

        assertThat(viewer.page(BOARD)).contains(shownTitle).doesNotContain("action=\"/ops/maintenance");
        assertThat(viewer.page(window)).contains(shownTitle).doesNotContain("action=\"/ops/maintenance");
        add(viewer, "cache@na", now.plusHours(30), now.plusHours(31)).then().statusCode(403);
        submit(viewer, window, "cancel", Map.of()).then().statusCode(403);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var operator = Browser.ofOperator();
        var window = window(add(operator, "cache@na", now.plusHours(30), now.plusHours(31)));

        operator.submitWith("forged", BOARD + "/cancel", Map.of("id", id(window)))
                .then()
                .statusCode(400);

        assertThat(operator.page(window)).contains("<span class=\"state\">scheduled</span>");
    }

    @Test
    void aLinkOpensAMonthAndFillsTheForm() {
        var operator = Browser.ofOperator();

        assertThat(operator.page(BOARD + "?month=2027-02&title=Patch&cells=login"))
                .contains("February 2027", "No maintenance in this month", "value=\"Patch\"", "\nlogin</textarea>");
        operator.get(BOARD + "?month=soon").then().statusCode(400);
    }

    private Response add(Browser browser, String cells, LocalDateTime startsAt, LocalDateTime endsAt) {
        return browser.submit(
                BOARD, BOARD + "/add", Map.of("title", title, "cells", cells, "startsAt", startsAt, "endsAt", endsAt));
    }

    private static Response submit(Browser browser, String window, String action, Map<String, ?> entries) {
        var all = new HashMap<String, Object>(entries);
        all.put("id", id(window));
        return browser.submit(window, BOARD + "/" + action, all);
    }

    /// The page of the window that was added.
    private static String window(Response added) {
        assertThat(added.statusCode()).isEqualTo(303);
        var location = added.header("Location");
        return location.substring(location.indexOf(BOARD));
    }

    private static String id(String window) {
        return window.replaceAll(".*[?&]id=([^&]+).*", "$1");
    }
}
