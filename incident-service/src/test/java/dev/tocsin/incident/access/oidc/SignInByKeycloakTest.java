package dev.tocsin.incident.access.oidc;

import static dev.tocsin.incident.access.oidc.ProviderBrowser.location;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.tocsin.stack.TocsinStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The sign-in by a real provider. Keycloak has 164 MB and starts in a minute, so this runs only with
/// `-Dkeycloak.home`, the folder of `org.keycloak:keycloak-quarkus-dist` (26.5.6, from Maven Central), unpacked.
@QuarkusTest
@EnabledIfSystemProperty(named = KeycloakResource.HOME, matches = ".+")
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
@WithTestResource(KeycloakResource.class)
class SignInByKeycloakTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern LOGIN_FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final String issuer = ConfigProvider.getConfig().getValue("tocsin.oidc.issuer", String.class);

    private final ProviderBrowser browser = new ProviderBrowser();

    /// Keycloak marks its cookies as `Secure`, also on loopback.
    private final Map<String, String> cookies = new HashMap<>();

    @Test
    void aPersonSignsInAndOutAndLosesTheRole() {
        browser.get("/ops/alerts");
        var arrived = browser.redeem(loggedIn("jo"));
        arrived.then().statusCode(303).header("Location", endsWith("/ops/alerts"));
        browser.get("/ops/audit").then().statusCode(200).body(containsString("Sign out oidc/jo"));

        var out = browser.submit("/ops/audit", "/ops/sign-out", Map.of());
        var end = out.header("Refresh").replaceFirst(".*?url=", "");
        assertThat(location(atKeycloak().get(end))).endsWith("/ops/sign-in");
        assertThat(browser.get("/ops").statusCode()).isEqualTo(303);

        browser.redeem(loggedIn("jo"));
        assertThat(browser.get("/ops").statusCode()).isEqualTo(200);
        leaveGroup("jo", "tocsin-admin");
        await().atMost(SOON).until(() -> browser.get("/ops").statusCode() == 303);
    }

    @Test
    void aPersonWithoutARoleDoesNotEnter() {
        browser.redeem(loggedIn("ann")).then().statusCode(403).body(containsString("oidc/ann has no role here"));
    }

    /// The address with the code to which Keycloak leads after its form.
    private String loggedIn(String name) {
        var start = location(browser.get("/ops/sign-in/provider"));
        var page = atKeycloak().get(location(browser.get(start)));
        remember(page);
        var form = LOGIN_FORM.matcher(page.asString());
        assertThat(form.find()).as(page.asString()).isTrue();
        var answer = atKeycloak()
                .formParam("username", name)
                .formParam("password", "password-of-" + name)
                .post(form.group(1).replace("&amp;", "&"));
        remember(answer);
        return location(answer);
    }

    private void remember(Response answer) {
        cookies.putAll(answer.cookies());
    }

    private RequestSpecification atKeycloak() {
        return given().urlEncodingEnabled(false).cookies(cookies).redirects().follow(false);
    }

    private void leaveGroup(String user, String group) {
        var base = issuer.replace("/realms/staff", "");
        var token = given().formParams(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        KeycloakResource.ADMIN,
                        "password",
                        KeycloakResource.ADMIN))
                .post(base + "/realms/master/protocol/openid-connect/token")
                .jsonPath()
                .getString("access_token");
        var realm = base + "/admin/realms/staff";
        given().auth()
                .oauth2(token)
                .delete("%s/users/%s/groups/%s"
                        .formatted(
                                realm,
                                id(token, realm + "/users?exact=true&username=" + user),
                                id(token, realm + "/groups?exact=true&search=" + group)))
                .then()
                .statusCode(204);
    }

    private static String id(String token, String address) {
        return given().auth().oauth2(token).get(address).jsonPath().getString("[0].id");
    }
}
