package dev.tocsin.incident.trust.statuspage.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class CustomerPagesTest {

    @BeforeEach
    void theCatalogIsKnown() {
        Operator.publishHarbour();
    }

    @Test
    void aCustomerSeesItsOwnComponentsAndNothingOfOperators() {
        var customer = Browser.ofCustomer("login@eu");

        assertThat(customer.page("/mine"))
                .contains("/cells/login@eu", "/mine/live?known=", "<h2>Uptime</h2>")
                .doesNotContain("/cells/api@eu", "/cells/login@na");
        assertThat(customer.get("/ops").statusCode()).isEqualTo(403);
        assertThat(customer.page("/ops/account"))
                .contains("the status of your components", "class=\"name\" href=\"/mine\"")
                .doesNotContain("/ops/incidents", "<nav");
    }

    @Test
    void othersAreLedToWhatTheyHave() {
        given().redirects()
                .follow(false)
                .accept("text/html")
                .get("/mine")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/ops/sign-in"));
        assertThat(Browser.ofOperator().get("/mine").header("Location")).endsWith("/ops");
    }

    @Test
    void aScopeIsOfTheCatalogAndOfCustomersAlone() {
        var operator = Browser.ofOperator();

        assertThat(add(operator, "customer", "login, nowhere").asString()).contains("The catalog has no nowhere.");
        assertThat(add(operator, "customer", "").asString()).contains("Name 1 to 200 components");
        assertThat(add(operator, "viewer", "login").asString()).contains("Only a customer has components of its own.");
    }

    private static Response add(Browser browser, String role, String scope) {
        return browser.submit(
                "/ops/accounts", "/ops/accounts/add", Map.of("name", "somebody", "role", role, "scope", scope));
    }
}
