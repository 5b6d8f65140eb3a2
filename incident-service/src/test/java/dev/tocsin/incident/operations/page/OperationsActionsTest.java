package dev.tocsin.incident.operations.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The forms that open an incident, edit its updates, and say what it affects and who has it.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OperationsActionsTest {

    private static final String NEW = "/ops/incidents/new";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    DataSource database;

    private CookieFilter browser;
    private OperationsForms forms;
    private StandingIncidents incidents;

    @BeforeEach
    void anOperatorIsSignedIn() throws SQLException {
        incidents = StandingIncidents.none(database);
        browser = Operator.signedIn();
        forms = new OperationsForms(browser);
    }

    @Test
    void anIncidentIsOpenedOnceHoweverOftenTheFormIsSent() {
        var form = given().filter(browser).accept("text/html").get(NEW).asString();
        var entries = new HashMap<>(Map.of(
                "cells", "login@na",
                "verdict", "DOWN",
                "text", "We are *on* it.",
                "key", hidden("key", form)));

        var asked = open(form, entries);
        entries.put("confirmed", "yes");
        var first = open(asked.asString(), entries);
        var second = open(asked.asString(), entries);

        asked.then()
                .statusCode(200)
                .body(containsString("opens as "))
                .body(containsString("No check shows trouble of login@na."))
                .body(containsString("We are <em>on</em> it."));
        first.then().statusCode(303).header("Location", endsWith("&done=open"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        var page = given().filter(browser)
                .accept("text/html")
                .get(first.header("Location"))
                .asString();
        assertThat(page).contains("Opened by hand.", "the incident ends by hand only");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost() {
        var form = given().filter(browser).accept("text/html").get(NEW).asString();

        open(form, Map.of("cells", "fax@na", "verdict", "DOWN", "text", "<b>x</b>", "key", hidden("key", form)))
                .then()
                .statusCode(400)
                .body(containsString("id=\"cells-wrong\">fax@na is not in the catalog.</p>"))
                .body(containsString("&lt;b&gt;x&lt;/b&gt;</textarea>"));
    }

    @Test
    void anUpdateIsEditedWhereItStands() throws SQLException {
        var id = incidents.outage();
        forms.submit(id, "updates", Map.of("text", "We remove *pach* 417."))
                .then()
                .statusCode(303);
        var update = updateOn(forms.page(id));

        var form = page(id, update);
        var done = forms.submit(id, "edit", Map.of("update", update, "text", "We remove *patch* 417."));

        assertThat(form).contains("We remove *pach* 417.</textarea>");
        done.then().statusCode(303);
        assertThat(forms.page(id))
                .contains("We remove <em>patch</em> 417.", "edited at")
                .doesNotContain("pach");
    }

    @Test
    void aWithdrawnUpdateStaysMarkedForOperatorsAndGoesForThePublic() throws SQLException {
        var id = incidents.outage();
        forms.submit(id, "updates", Map.of("text", "Dana broke it.")).then().statusCode(303);
        var update = updateOn(forms.page(id));
        var entries = new HashMap<>(Map.of("update", update, "reason", "it named a person"));
        await().atMost(SOON).untilAsserted(() -> assertThat(publicPage(id)).contains("Dana broke it."));

        forms.submit(id, "withdraw", entries)
                .then()
                .statusCode(200)
                .body(containsString("Customers no longer see update " + update));
        entries.put("confirmed", "yes");
        forms.submit(id, "withdraw", entries).then().statusCode(303);

        assertThat(forms.page(id))
                .contains("Withdrawn</strong> by operator", "it named a person", "Dana broke it.")
                .doesNotContain("edit=" + update);
        await().atMost(SOON).untilAsserted(() -> assertThat(publicPage(id)).doesNotContain("Dana broke it."));
    }

    @Test
    void anUpdateThatAnotherEditedMeanwhileIsNotOverwritten() throws SQLException {
        var id = incidents.outage();
        forms.submit(id, "updates", Map.of("text", "One.")).then().statusCode(303);
        var page = forms.page(id);
        var update = updateOn(page);
        var number = OperationsForms.hidden("number", page);
        forms.submit(id, "edit", Map.of("update", update, "text", "Two."))
                .then()
                .statusCode(303);

        forms.submit(id, "edit", Map.of("update", update, "text", "Three.", "number", number))
                .then()
                .statusCode(409)
                .body(containsString("operator edited update " + update))
                .body(containsString("Three.</textarea>"));
    }

    @Test
    void cellsAreCorrectedAfterTheEffectsWereRead() throws SQLException {
        var id = incidents.outage();
        var entries = new HashMap<>(Map.of("add", "login@eu", "verdict", "DEGRADED", "reason", "seen by eye"));

        forms.submit(id, "cells", entries)
                .then()
                .statusCode(200)
                .body(containsString("login@eu is added."))
                .body(containsString("Nothing is changed yet."));
        entries.put("confirmed", "yes");
        forms.submit(id, "cells", entries).then().statusCode(303);

        assertThat(forms.page(id)).contains("Corrected: login@eu added. seen by eye");
    }

    @Test
    void whoHasItIsOnThePage() throws SQLException {
        var id = incidents.outage();
        assertThat(forms.page(id)).contains("<option value=\"operator\"");

        forms.submit(id, "assign", Map.of("to", "operator")).then().statusCode(303);

        assertThat(forms.page(id)).contains("assigned to operator", "Assigned to operator");
    }

    @Test
    void noIncidentIsAssignedToACustomer() throws SQLException {
        var id = incidents.outage();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into account (name, password, role, scope, first_password, created_at)
                    values ('customer.of.ours', '-', 'customer', '{login}', true, now()) on conflict do nothing""");
        }

        assertThat(forms.page(id)).contains("Assign").doesNotContain("customer.of.ours");
        forms.submit(id, "assign", Map.of("to", "customer.of.ours")).then().statusCode(400);
    }

    @Test
    void aResolvedIncidentIsReopened() throws SQLException {
        var id = incidents.outage();
        StandingIncidents.order(id, "resolve", Map.of("reason", "over")).statusCode(200);
        assertThat(forms.page(id)).contains("Reopen by hand");
        var entries = new HashMap<>(Map.of("reason", "customers still see it"));

        forms.submit(id, "reopen", entries).then().statusCode(200).body(containsString("is open again as episode 2"));
        entries.put("confirmed", "yes");
        forms.submit(id, "reopen", entries).then().statusCode(303);

        assertThat(forms.page(id)).contains("Reopened by hand: customers still see it", "episode 2");
    }

    @Test
    void incidentsThatAreTooOldForTheListAreReadFromTheDatabase() throws SQLException {
        var longAgo = Instant.now().minus(Duration.ofDays(2_000));
        var first = incidents.outage(longAgo);
        StandingIncidents.order(first, "resolve", Map.of("reason", "over")).statusCode(200);
        var second = incidents.outage(longAgo.plus(Duration.ofDays(1)));

        earlier(second).statusCode(200).body(containsString("/ops/incident?id=" + first));
        earlier(first).statusCode(200).body(not(containsString("/ops/incident?id=" + first)));
        earlier("nowhere").statusCode(404);
    }

    private ValidatableResponse earlier(String before) {
        return given().filter(browser)
                .accept("text/html")
                .get("/ops/incidents/earlier?before=" + before)
                .then();
    }

    private Response open(String page, Map<String, String> entries) {
        return given().filter(browser)
                .accept("text/html")
                .contentType(ContentType.URLENC)
                .redirects()
                .follow(false)
                .formParams(entries)
                .formParam("csrf-token", Operator.formToken(page))
                .post(NEW);
    }

    private String page(String id, String update) {
        return given().filter(browser)
                .accept("text/html")
                .get("/ops/incident?id=%s&edit=%s".formatted(id, update))
                .asString();
    }

    private static String publicPage(String id) {
        return given().accept("text/html").get("/incidents/" + id).asString();
    }

    private static String updateOn(String page) {
        var link = Pattern.compile("edit=(\\d+)#revise").matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group(1);
    }

    private static String hidden(String name, String page) {
        var field = Pattern.compile("name=\"%s\" value=\"([^\"]+)\"".formatted(name))
                .matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1);
    }
}
