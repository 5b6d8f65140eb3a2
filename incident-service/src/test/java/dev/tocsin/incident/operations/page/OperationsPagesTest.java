package dev.tocsin.incident.operations.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An operator's forms, filled in as a browser without script does it.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class OperationsPagesTest {

    @Inject
    DataSource database;

    private OperationsForms forms;
    private StandingIncidents incidents;

    @BeforeEach
    void anOperatorIsSignedIn() throws SQLException {
        incidents = StandingIncidents.none(database);
        forms = new OperationsForms(Operator.signedIn());
    }

    @Test
    void whatIsDoneShowsAtOnce() throws SQLException {
        var id = incidents.outage();

        var answer = forms.submit(id, "acknowledge", Map.of());

        answer.then().statusCode(303).header("Location", endsWith("/ops/incident?id=" + id + "&done=acknowledge"));
        assertThat(forms.page(id)).contains("acknowledged by operator").doesNotContain(">Acknowledge<");
    }

    @Test
    void anAcknowledgementIsTakenBackByTheSameKey() throws SQLException {
        var id = incidents.outage();
        forms.submit(id, "acknowledge", Map.of()).then().statusCode(303);
        assertThat(forms.page(id)).containsPattern("formaction=\"[^\"]*/unacknowledge\" data-key=\"a\">Take back");

        forms.submit(id, "unacknowledge", Map.of())
                .then()
                .statusCode(303)
                .header("Location", endsWith("/ops/incident?id=" + id + "&done=unacknowledge"));

        assertThat(forms.page(id))
                .contains(">Acknowledge<", "Acknowledgement taken back by operator")
                .doesNotContain("acknowledged by operator");
    }

    @Test
    void aFormInAnotherTabThanTheLastIsTakenToo() throws SQLException {
        var id = incidents.outage();
        var token = Operator.formToken(forms.page(id));
        forms.page(id);

        forms.submit(id, "updates", Map.of("text", "We are *on* it.", "nextUpdateIn", "30"), token)
                .then()
                .statusCode(303);

        assertThat(forms.page(id)).contains("We are <em>on</em> it.");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingEnteredIsLost() throws SQLException {
        var id = incidents.outage();

        var answer = forms.submit(id, "correct", Map.of("title", "<b>Only</b> old clients", "severity", "minor"));

        answer.then()
                .statusCode(400)
                .body(containsString("id=\"correct-reason-wrong\">Enter the reason.</p>"))
                .body(containsString("aria-describedby=\"correct-reason-wrong\""))
                .body(containsString("value=\"&lt;b&gt;Only&lt;/b&gt; old clients\""))
                .body(containsString("<option value=\"minor\" selected>"));
        assertThat(incidents.numberOf(id)).isEqualTo(StandingIncidents.OUTAGE.number());
    }

    @Test
    void whatCannotBeTakenBackSaysFirstWhatItWillDo() throws SQLException {
        var id = incidents.outage();

        var asked = forms.submit(id, "resolve", Map.of("reason", "a \"drill\""));
        var before = incidents.numberOf(id);
        var done = forms.submit(
                id,
                "resolve",
                Map.of("reason", "a \"drill\"", "confirmed", "yes"),
                Operator.formToken(asked.asString()));

        asked.then()
                .statusCode(200)
                .body(containsString("This cannot be undone."))
                .body(containsString("name=\"reason\" value=\"a &quot;drill&quot;\""));
        assertThat(before).isEqualTo(StandingIncidents.OUTAGE.number());
        done.then().statusCode(303);
        assertThat(forms.page(id)).contains("Publish postmortem").doesNotContain("Resolve by hand");
    }

    @Test
    void aMergeAndASplitSayWhatGoesWhere() throws SQLException {
        var id = incidents.outage();
        var other = incidents.outage();

        forms.submit(id, "merge", Map.of("into", other))
                .then()
                .statusCode(200)
                .body(containsString("3 cells of it continue in"))
                .body(containsString("get one closing notice, which names the other incident"));
        forms.submit(id, "split", Map.of("cells", "api@na"))
                .then()
                .statusCode(200)
                .body(containsString("api@na becomes an incident of its own"));
    }

    @Test
    void anIncidentThatCustomersReadIsNotMergedIntoAnInternalOne() throws SQLException {
        var id = incidents.outage();
        var other = incidents.outage();
        StandingIncidents.order(other, "correct", Map.of("severity", "internal", "reason", "only ours"))
                .statusCode(200);

        StandingIncidents.order(id, "merge", Map.of("into", other))
                .statusCode(400)
                .body("errors.field", hasItem("into"));
        forms.submit(id, "merge", Map.of("into", other))
                .then()
                .statusCode(400)
                .body(containsString("The incident to merge into must be one that customers can read"));
    }

    @Test
    void aMergedIncidentIsOfferedNoPostmortem() throws SQLException {
        var id = incidents.outage();
        StandingIncidents.order(id, "merge", Map.of("into", incidents.outage())).statusCode(200);

        assertThat(forms.page(id)).contains("Post update").doesNotContain("postmortem");
    }

    @Test
    void anEditOfAnotherIsNotOverwrittenAndNothingEnteredIsLost() throws SQLException {
        var id = incidents.outage();
        var form = forms.page(id);
        StandingIncidents.order(id, "correct", Map.of("title", "Old clients fail", "reason", "only old clients"))
                .statusCode(200);

        var refused = correct(id, form);
        var title = titleOf(id);
        var taken = correct(id, refused.asString());

        refused.then()
                .statusCode(409)
                .body(containsString("operator corrected it: only old clients"))
                .body(containsString("The title is now “Old clients fail”."))
                .body(containsString("value=\"Mine\""))
                .body(containsString("seen by eye</textarea>"));
        assertThat(title).isEqualTo("Old clients fail");
        taken.then().statusCode(303);
        assertThat(titleOf(id)).isEqualTo("Mine");
    }

    private Response correct(String id, String form) {
        return forms.submit(
                id,
                "correct",
                Map.of("title", "Mine", "reason", "seen by eye", "number", OperationsForms.hidden("number", form)),
                Operator.formToken(form));
    }

    @Test
    void anUpdateIsShownAsCustomersWillSeeItBeforeItIsPosted() throws SQLException {
        var id = incidents.outage();

        forms.submit(id, "updates", Map.of("text", "We are *on* it.", "nextUpdateIn", "60", "preview", "yes"))
                .then()
                .statusCode(200)
                .body(containsString("Preview, not posted yet"))
                .body(containsString("We are <em>on</em> it."))
                .body(containsString("We are *on* it.</textarea>"))
                .body(containsString("<option value=\"60\" selected>"));
        forms.submit(id, "updates", Map.of("template", "monitoring", "preview", "yes"))
                .then()
                .statusCode(200)
                .body(containsString("<p>A fix is in place in North America."));
        forms.submit(id, "updates", Map.of("preview", "yes"))
                .then()
                .statusCode(400)
                .body(containsString("Enter the text."));
        assertThat(incidents.numberOf(id)).isEqualTo(StandingIncidents.OUTAGE.number());
    }

    @Test
    void anUpdateIsTakenThoughAnotherCorrectedTheTitleMeanwhile() throws SQLException {
        var id = incidents.outage();
        var form = forms.page(id);
        StandingIncidents.order(id, "correct", Map.of("title", "Old clients fail", "reason", "only old clients"))
                .statusCode(200);

        forms.submit(
                        id,
                        "updates",
                        Map.of("text", "We are on it.", "number", OperationsForms.hidden("number", form)),
                        Operator.formToken(form))
                .then()
                .statusCode(303);
    }

    @Test
    void aConfirmationStandsForTheStateThatItsEffectsWereSaidOf() throws SQLException {
        var id = incidents.outage();
        var form = forms.page(id);
        var asked = forms.submit(
                id, "resolve", Map.of("reason", "a drill", "number", OperationsForms.hidden("number", form)));
        StandingIncidents.order(id, "resolve", Map.of("reason", "by another")).statusCode(200);

        forms.submit(
                        id,
                        "resolve",
                        Map.of(
                                "reason",
                                "a drill",
                                "confirmed",
                                "yes",
                                "number",
                                OperationsForms.hidden("number", asked.asString())),
                        Operator.formToken(asked.asString()))
                .then()
                .statusCode(409)
                .body(containsString("The incident is over."))
                .body(containsString("a drill</textarea>"));
    }

    @Test
    void withoutTheFormsTokenNothingIsDone() throws SQLException {
        var id = incidents.outage();

        forms.submit(id, "acknowledge", Map.of(), "forged").then().statusCode(400);

        assertThat(incidents.numberOf(id)).isEqualTo(StandingIncidents.OUTAGE.number());
        given().accept("text/html")
                .redirects()
                .follow(false)
                .get("/ops/incident?id=" + id)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/ops/sign-in"));
        given().get("/").then().body(not(containsString("csrf")));
    }

    private String titleOf(String id) {
        var title = Pattern.compile("<h1 dir=\"auto\">([^<]+)</h1>").matcher(forms.page(id));
        assertThat(title.find()).isTrue();
        return title.group(1);
    }
}
