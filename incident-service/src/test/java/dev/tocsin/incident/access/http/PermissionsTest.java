package dev.tocsin.incident.access.http;

import static dev.tocsin.incident.access.http.Operator.formToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.access.ApiToken;
import dev.tocsin.incident.access.CustomerScope;
import dev.tocsin.incident.access.store.AccountStore;
import dev.tocsin.incident.access.store.ApiTokenStore;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.stack.access.Door;
import dev.tocsin.stack.access.DoorTable;
import dev.tocsin.stack.access.DoorTrial;
import dev.tocsin.stack.access.Visitor;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.access.Role;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each door opens to those whom `docs/permissions.md` names, and to no others.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class PermissionsTest {

    private static final List<Door> DOORS = DoorTable.of(Path.of("../docs/permissions.md"), "incident-service");
    private static final String FIRST = "a first password of somebody";
    private static final String PASSWORD = "four words are long enough";

    @TestHTTPResource
    URI base = URI.create("");

    @Inject
    AccountStore accounts;

    @Inject
    ApiTokenStore tokens;

    @Inject
    KnownTokens known;

    private final String name = "v" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void nobodyPassesDoorsThatNeedSomething() throws IOException, InterruptedException {
        assertThat(new DoorTrial(base, Visitor.nobody()).faults(DOORS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachRolePassesItsDoorsAndNoOthers(Role role) throws IOException, InterruptedException {
        accounts.add(name, role, CustomerScope.NOTHING, FIRST);
        accounts.changePassword(name, FIRST, PASSWORD);
        var browser = signedIn();
        var formToken = formToken(given().filter(browser).get("/ops/account").asString());
        var formCookie = cookies(browser);

        var visitor = new Visitor(
                role.word(),
                role.permissions(),
                true,
                () -> Map.of("Cookie", cookies(signedIn()) + "; " + formCookie),
                formToken);
        assertThat(new DoorTrial(base, visitor).faults(DOORS)).isEmpty();
    }

    @Test
    void eachScopePassesItsDoorsAndNoOthers() throws IOException, InterruptedException {
        for (var scope : new TreeSet<>(Permissions.ALL)) {
            var visitor = Visitor.withToken(scope, Set.of(scope), token(scope));

            assertThat(new DoorTrial(base, visitor).faults(DOORS)).isEmpty();
        }
    }

    @Test
    void theOperatorTokenPassesAllDoors() throws IOException, InterruptedException {
        var visitor = Visitor.withToken("operator", Permissions.ALL, TocsinStack.OPERATOR_TOKEN);

        assertThat(new DoorTrial(base, visitor).faults(DOORS)).isEmpty();
    }

    private String token(String scope) {
        var token = new ApiToken(
                UUID.randomUUID(), name + "-" + scope.replace(':', '-'), List.of(scope), "test", Instant.now(), null);
        var secret = tokens.add(token).orElseThrow();
        known.refresh();
        return secret;
    }

    private CookieFilter signedIn() {
        var browser = new CookieFilter();
        given().filter(browser)
                .redirects()
                .follow(false)
                .formParams(Map.of("user", name, "password", PASSWORD))
                .post("/ops/sign-in/check");
        return browser;
    }

    private static String cookies(CookieFilter browser) {
        return browser.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
