package dev.tocsin.incident.access.oidc;

import static dev.tocsin.incident.access.oidc.ProviderBrowser.location;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.tocsin.incident.access.http.Browser;
import dev.tocsin.incident.access.http.Operator;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.page.HtmlValidator;
import dev.tocsin.stack.page.PageLayout;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
@WithTestResource(IssuerResource.class)
class SignInByProviderTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final String issuer = ConfigProvider.getConfig().getValue("tocsin.oidc.issuer", String.class);

    private final ProviderBrowser browser = new ProviderBrowser();
    private final String name = "jo-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void aGoodProvider() {
        provider(Map.of());
    }

    private void provider(Map<String, ?> behaviour) {
        given().formParam("name", name)
                .formParams(behaviour)
                .put(issuer + "/control")
                .then()
                .statusCode(200);
    }

    @Test
    void theSignInLeadsByTheProviderToTheViewThatWasWanted() {
        assertThat(location(browser.get("/ops/why?cell=login@na&minutes=120"))).endsWith("/ops/sign-in");
        browser.get("/ops/sign-in")
                .then()
                .statusCode(200)
                .body(containsString("Sign in with Harbour Login"))
                .body(containsString("name=\"password\""));

        var arrived = browser.signIn();

        arrived.then().statusCode(303).header("Location", endsWith("/ops/why?cell=login@na&minutes=120"));
        browser.get("/ops/audit")
                .then()
                .statusCode(200)
                .body(containsString("Sign out oidc/" + name))
                .body(containsString("<strong>oidc/%s</strong> Sign in".formatted(name)));
    }

    @Test
    void theSessionIsACookieThatScriptsAndOtherSitesDoNotSee() {
        var redeemed = browser.get(browser.answerOfProvider());

        var cookie = redeemed.detailedCookie("q_session_provider");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("lax");
        assertThat(cookie.getValue()).doesNotContain(name);
    }

    @ParameterizedTest
    @CsvSource({
        "tocsin-viewer,    403, 403",
        "tocsin-responder, 403, 200",
        "tocsin-admin,     200, 200",
    })
    void theGroupsDecideAboutTheRole(String group, int accounts, int heartbeats) {
        provider(Map.of("groups", "staff " + group));
        browser.signIn();

        assertThat(browser.get("/ops").statusCode()).isEqualTo(200);
        assertThat(browser.get("/ops/accounts").statusCode()).isEqualTo(accounts);
        assertThat(browser.read("/api/v1/catalog").statusCode()).isEqualTo(200);
        assertThat(browser.read("/api/v1/heartbeats").statusCode()).isEqualTo(heartbeats);
    }

    @Test
    void scopesOfTheTokenOpenNoDoor() {
        provider(Map.of("groups", "tocsin-viewer", "scope", "openid access:write heartbeats:read"));
        browser.signIn();

        assertThat(browser.get("/ops").statusCode()).isEqualTo(200);
        assertThat(browser.get("/ops/accounts").statusCode()).isEqualTo(403);
        assertThat(browser.read("/api/v1/heartbeats").statusCode()).isEqualTo(403);
    }

    @Test
    void aPersonActsUnderTheNameOfTheToken() {
        browser.signIn();

        var account = "a" + UUID.randomUUID().toString().replace("-", "");
        browser.submit("/ops/accounts", "/ops/accounts/add", Map.of("name", account, "role", "viewer"))
                .then()
                .statusCode(200);

        assertThat(browser.get("/ops/audit").asString())
                .containsPattern("<strong>oidc/%s</strong> Add account[^<]* · <code>%s".formatted(name, account));
        browser.get("/ops/account")
                .then()
                .body(containsString("You signed in with Harbour Login"))
                .body(not(containsString("Change password")));
    }

    @Test
    void aSessionReadsTheApiButDoesNotWriteToIt() {
        browser.signIn();

        given().filter(browser.cookies())
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/changes")
                .then()
                .statusCode(401);
        given().filter(browser.cookies())
                .contentType("application/x-www-form-urlencoded")
                .post("/ops/sign-out")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "issuer,   https://elsewhere.example",
        "audience, another-client",
        "lives,    -60",
        "nonce,    another-nonce",
        "forged,   yes",
    })
    void aTokenThatIsNotRightIsRefused(String what, String wrong) {
        provider(Map.of(what, wrong));

        var refused = browser.redeem(browser.answerOfProvider());

        refused.then().statusCode(401).body(containsString("The answer of Harbour Login was not accepted"));
        assertThat(browser.get("/ops").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=forged", "state=", "other=1"})
    void aForgedStateIsRefused(String state) {
        var address = browser.answerOfProvider().replaceFirst("state=.*", state);

        browser.get(address).then().statusCode(401).body(containsString("was not accepted"));
        assertThat(browser.get("/ops").statusCode()).isEqualTo(303);
    }

    @Test
    void aCodeThatSomebodyElseGotIsRefused() {
        var address = browser.answerOfProvider();

        new ProviderBrowser().get(address).then().statusCode(401).body(containsString("was not accepted"));
    }

    @Test
    void aPersonWithoutARoleDoesNotEnter() {
        provider(Map.of("groups", "staff"));

        browser.signIn()
                .then()
                .statusCode(403)
                .body(containsString("oidc/%s has no role here".formatted(name)))
                .body(containsString("sign out of Harbour Login"));

        assertThat(browser.get("/ops").statusCode()).isEqualTo(303);
    }

    @Test
    void aPersonWithoutANameThatCanBeShownDoesNotEnter() {
        given().formParam("name", "<script>").put(issuer + "/control");

        browser.signIn().then().statusCode(403).body(containsString("no name that can be shown"));
    }

    @Test
    void aRoleThatIsTakenAwayAtTheProviderEndsTheSession() {
        provider(Map.of("lives", 5));
        browser.signIn();
        assertThat(browser.get("/ops").statusCode()).isEqualTo(200);

        provider(Map.of("groups", "staff"));

        await().atMost(SOON).until(() -> browser.get("/ops").statusCode() == 303);
    }

    @Test
    void aSessionEndsWhenTheProviderDoesNotRenewIt() {
        provider(Map.of("lives", 3));
        browser.signIn();
        assertThat(browser.get("/ops").statusCode()).isEqualTo(200);

        provider(Map.of("renews", "no"));

        await().atMost(SOON).until(() -> browser.get("/ops").statusCode() == 303);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void whileTheProviderIsAwayPasswordsAndSessionsStillWork() {
        browser.signIn();
        provider(Map.of("away", "yes"));

        assertThat(browser.get("/ops").statusCode()).isEqualTo(200);
        var stranger = new ProviderBrowser();
        var away = location(stranger.get("/ops/sign-in/provider"));
        stranger.get(away)
                .then()
                .statusCode(200)
                .body(containsString("Harbour Login does not answer"))
                .body(containsString("name=\"password\""));
        assertThat(Browser.of("viewer").get("/ops").statusCode()).isEqualTo(200);
    }

    @Test
    void thePagesAreValidAndFitEachScreen() {
        provider(Map.of("away", "yes"));
        var pages = new LinkedHashMap<String, String>();
        pages.put(
                "sign-in-by-provider", browser.get("/ops/sign-in?provider=away").asString());
        provider(Map.of("groups", "staff"));
        pages.put("no-entry", browser.signIn().asString());
        provider(Map.of());
        browser.signIn();
        pages.put("account-of-provider", browser.get("/ops/account").asString());
        pages.put(
                "signed-out",
                browser.submit("/ops/audit", "/ops/sign-out", Map.of()).asString());

        assertThat(HtmlValidator.errors(pages, Path.of("target/html-of-provider")))
                .isEmpty();
        assertThat(pages.entrySet().stream()
                        .flatMap(page ->
                                PageLayout.faults(page.getKey(), page.getValue(), SignInByProviderTest::file).stream()))
                .isEmpty();
    }

    private static String file(String path) {
        return given().get(path).asString();
    }

    @Test
    void theSignOutEndsTheSessionHereAndLeadsToTheProviders() {
        browser.signIn();

        var out = browser.submit("/ops/audit", "/ops/sign-out", Map.of());

        out.then()
                .statusCode(200)
                .body(containsString("You are signed out of Tocsin"))
                .header("Refresh", containsString(issuer + "/end?id_token_hint="))
                .header("Refresh", containsString("post_logout_redirect_uri="));
        assertThat(browser.get("/ops").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example/",
                "/%5C%5Celsewhere.example/",
                "/ops/../..//elsewhere.example",
            })
    void theSignInLeadsToNoForeignAddress(String elsewhere) {
        browser.signIn();

        assertThat(location(browser.get("/ops/sign-in/provider/start?to=" + elsewhere)))
                .doesNotContain("elsewhere");
    }

    /// Each token opens its own doors alone.
    @Test
    void tokensOfTheProviderAreNoTokensOfPrograms() {
        browser.signIn();
        var hint = browser.submit("/ops/audit", "/ops/sign-out", Map.of())
                .header("Refresh")
                .replaceFirst(".*id_token_hint=([^&]*).*", "$1");

        given().header("Authorization", "Bearer " + hint)
                .get("/api/v1/catalog")
                .then()
                .statusCode(401);
        given().filter(browser.cookies())
                .header("Authorization", "Bearer tocsin_wrong")
                .get("/api/v1/catalog")
                .then()
                .statusCode(401);
        Operator.operator().get("/api/v1/catalog").then().statusCode(200);
    }

    @Test
    void aPasswordCountsBeforeASessionOfTheProviderAndTheSignOutEndsBoth() {
        browser.signIn();
        given().filter(browser.cookies())
                .redirects()
                .follow(false)
                .formParams(Map.of("user", "operator", "password", TocsinStack.OPERATOR_TOKEN))
                .post("/ops/sign-in/check")
                .then()
                .statusCode(302);

        assertThat(browser.get("/ops/audit").asString()).contains("Sign out operator");
        browser.submit("/ops/audit", "/ops/sign-out", Map.of()).then().statusCode(303);
        assertThat(browser.get("/ops").statusCode()).isEqualTo(303);
    }
}
