package dev.tocsin.incident.operations.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.incident.operations.api.StandingIncidents;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Postmortems and their drafts, by the form.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class PostmortemFormTest {

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
    void aPublishedPostmortemIsEditedRatherThanWrittenAnew() throws SQLException {
        var id = incidents.outage();
        forms.submit(id, "resolve", Map.of("reason", "a drill", "confirmed", "yes"))
                .then()
                .statusCode(303);
        forms.submit(
                        id,
                        "postmortem",
                        Map.of("cause", "A <patch>", "remedy", "Reverted", "procedure", "One region first"))
                .then()
                .statusCode(303);

        assertThat(forms.page(id))
                .contains("Edit postmortem", "\nA &lt;patch&gt;</textarea>", "\nReverted</textarea>")
                .containsPattern("name=\"procedure\"[^>]*>\\s*One region first</textarea>");
    }

    @Test
    void aPostmortemOfAnotherIsShownBesideOnesOwn() throws SQLException {
        var id = over();
        var form = forms.page(id);
        StandingIncidents.order(id, "postmortem", Map.of("cause", "Theirs", "remedy", "Theirs", "procedure", "Theirs"))
                .statusCode(200);

        forms.submit(id, "postmortem", mine(form), Operator.formToken(form))
                .then()
                .statusCode(409)
                .body(containsString("operator published the postmortem."))
                .body(containsString("The published postmortem"))
                .body(containsString("<p>Theirs</p>"))
                .body(containsString("Mine</textarea>"));
    }

    @Test
    void aDraftIsKeptForAllOperatorsAndGoneOnceItIsPublished() throws SQLException {
        var id = over();

        forms.submit(id, "draft", Map.of("cause", "A patch")).then().statusCode(303);

        assertThat(forms.page(id)).contains("Go on with the draft", "Draft by operator", "\nA patch</textarea>");
        var form = forms.page(id);
        forms.submit(
                        id,
                        "draft",
                        Map.of("cause", "A patch of the cache", "draft", OperationsForms.hidden("draft", form)),
                        Operator.formToken(form))
                .then()
                .statusCode(303);
        assertThat(forms.page(id)).contains("\nA patch of the cache</textarea>");
        forms.submit(
                        id,
                        "postmortem",
                        Map.of("cause", "A patch", "remedy", "Reverted", "procedure", "One region first"))
                .then()
                .statusCode(303);
        assertThat(forms.page(id)).contains("Edit postmortem").doesNotContain("Draft by");
        form = forms.page(id);
        forms.submit(
                        id,
                        "draft",
                        Map.of("cause", "Another patch", "draft", OperationsForms.hidden("draft", form)),
                        Operator.formToken(form))
                .then()
                .statusCode(303);
        assertThat(forms.page(id)).contains("\nAnother patch</textarea>");
    }

    @Test
    void whatTheDatabaseCannotStoreIsSaidAtItsField() throws SQLException {
        var id = over();

        forms.submit(id, "draft", Map.of("cause", "A\0patch"))
                .then()
                .statusCode(400)
                .body(containsString("The cause must not contain control characters."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "acknowledge"})
    void anIdThatTheDatabaseRefusesIsNobodys(String action) throws SQLException {
        var token = Operator.formToken(forms.page(over()));

        forms.submit("\0", action, Map.of(), token).then().statusCode(404);
    }

    @Test
    void aDraftOfAnotherIsNotOverwritten() throws SQLException {
        var id = over();
        var form = forms.page(id);
        forms.submit(id, "draft", Map.of("cause", "Theirs")).then().statusCode(303);

        forms.submit(id, "draft", Map.of("cause", "Mine"), Operator.formToken(form))
                .then()
                .statusCode(409)
                .body(containsString("another operator saved a draft"))
                .body(containsString("<p>Theirs</p>"))
                .body(containsString("\nMine</textarea>"));
        forms.submit(id, "postmortem", mine(form), Operator.formToken(form))
                .then()
                .statusCode(409);
    }

    private static Map<String, String> mine(String form) {
        var number = OperationsForms.hidden("number", form);
        return Map.of("cause", "Mine", "remedy", "Mine", "procedure", "Mine", "number", number);
    }

    private String over() throws SQLException {
        var id = incidents.outage();
        StandingIncidents.order(id, "resolve", Map.of("reason", "a drill")).statusCode(200);
        return id;
    }
}
