package dev.tocsin.incident.catalog.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class CatalogPagesTest {

    private static final String CATALOG = "/ops/catalog";

    private static final String FILE = """
            page: { name: "Harbour <CRM>", url: "https://trust.harbour.example" }
            vantage-points:
              us-east: { name: Virginia, at: [39, -77.5] }
            regions:
              na: { name: North America, at: [39.8, -98.6], customers: 20000 }
            components:
              api: { name: API, in: [na] }
            checks:
              api-page: { of: api, tcp: { host: api.example, port: 443 } }
            """;

    @BeforeEach
    void harbourIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aViewerReadsTheCatalogAndFindsInIt() {
        var viewer = Browser.of("viewer");

        assertThat(viewer.page(CATALOG))
                .contains("<h2>Platform</h2>", "href=\"/cells/login@na\"", "needs API, Cache")
                .contains("<code>login-page</code>: TCP login.example:443 every 30 s from us-east");
        assertThat(viewer.page(CATALOG + "?find=cache-page"))
                .contains("<code>cache</code>, internal")
                .doesNotContain("login.example");
        assertThat(viewer.page(CATALOG + "?find=<mars>")).contains("Nothing in the catalog contains “&lt;mars&gt;”.");
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndPublishesNothing() {
        var viewer = Browser.of("viewer");

        var tried = viewer.submit(CATALOG, CATALOG + "/try", Map.of("file", FILE));

        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(tried.asString())
                .contains("The file is valid.", "<code>component/login</code>", "<code>page/page</code>")
                .contains("Harbour &lt;CRM&gt;", "<h3>Removed</h3>");
        assertThat(viewer.page(CATALOG)).contains("login-page");
    }

    @Test
    void aWrongFileIsShownWithItsProblemsByLine() {
        var wrong = FILE.replace("in: [na]", "in: [mars]").replace("\n", "\r\n");

        var tried = Browser.ofOperator().submit(CATALOG, CATALOG + "/try", Map.of("file", wrong));

        assertThat(tried.asString())
                .contains("The file is not valid", "line 7, column", "<code>components.api.in[1]</code>")
                .contains("in: [mars]");
    }

    @Test
    void aFileOfSomeHundredKilobytesIsTaken() {
        var longFile = FILE + "# a comment\n".repeat(20_000);

        var tried = Browser.ofOperator().submit(CATALOG, CATALOG + "/try", Map.of("file", longFile));

        assertThat(tried.statusCode()).isEqualTo(200);
        assertThat(tried.asString()).contains("The file is valid.");
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        Browser.ofOperator()
                .submitWith("forged", CATALOG + "/try", Map.of("file", FILE))
                .then()
                .statusCode(400);
    }
}
