package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.awaitCatalog;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import dev.tocsin.support.access.ActorHeader;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.access.SecretHash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs at the doors of the service, with tokens as incident-service publishes them.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class TokenDoorsTest {

    private static final String SILENCES = "/api/v1/silences";

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ParameterizedTest(name = "{0} {1} wants {2}")
    @CsvSource({
        "GET,  /api/v1/silences,                     status:read",
        "GET,  /api/v1/silences/nothing,             status:read",
        "POST, /api/v1/silences,                     silences:write",
        "POST, /api/v1/silences/nothing/end,         silences:write",
        "GET,  /api/v1/previews/email,               status:read",
        "GET,  /api/v1/deliveries,                   deliveries:read",
        "GET,  /api/v1/deliveries/nothing,           deliveries:read",
        "GET,  /api/v1/deliveries/replayable,        deliveries:read",
        "GET,  /api/v1/delivery-queue,               status:read",
        "POST, /api/v1/deliveries/replay,            deliveries:write",
        "POST, /api/v1/deliveries/nothing/replay,    deliveries:write",
        "GET,  /api/v1/failing-receivers,            deliveries:read",
        "GET,  /api/v1/incidents/nothing/ledger,     deliveries:read",
        "GET,  /api/v1/incidents/nothing/ledger/head, deliveries:read",
        "GET,  /api/v1/incidents/nothing/notification, deliveries:read",
        "POST, /api/v1/bounces,                      deliveries:write",
        "GET,  /api/v1/subscriptions,                subscriptions:read",
        "POST, /api/v1/subscriptions/search,         subscriptions:read",
        "GET,  /api/v1/subscriptions.csv,            subscriptions:read",
        "POST, /api/v1/subscriptions.csv,            subscriptions:write",
        "GET,  /api/v1/audit,                        audit:read",
    })
    void aScopeOpensItsDoorsAndNoOthers(String method, String path, String scope) {
        var secrets = oneForEachScope();

        assertThat(ask(given(), method, path)).isEqualTo(401);
        assertThat(ask(bearer("tocsin_unknown"), method, path)).isEqualTo(401);
        assertThat(ask(operator(), method, path)).isNotIn(401, 403, 415, 500);
        secrets.forEach((permission, secret) -> {
            if (permission.equals(scope)) {
                assertThat(ask(bearer(secret), method, path)).as(permission).isNotIn(401, 403, 415, 500);
            } else {
                assertThat(ask(bearer(secret), method, path)).as(permission).isEqualTo(403);
            }
        });
    }

    /// To whoever may not open them, a subscription does not exist.
    @ParameterizedTest(name = "{0} /api/v1/subscriptions/ID{1} wants {2}")
    @CsvSource({
        "GET,    '',            subscriptions:read",
        "GET,    /owner,        subscriptions:read",
        "GET,    /receipts/d-1, subscriptions:read",
        "PUT,    '',            subscriptions:write",
        "POST,   /confirmation, subscriptions:write",
        "POST,   /secret,       subscriptions:write",
        "POST,   /test,         subscriptions:write",
        "POST,   /resume,       subscriptions:write",
        "PUT,    /owner,        subscriptions:write",
        "DELETE, /owner,        subscriptions:write",
        "DELETE, '',            subscriptions:write",
    })
    void aScopeOpensTheDoorsOfAllSubscriptions(String method, String door, String scope) {
        var secrets = oneForEachScope();
        var path = "/api/v1/subscriptions/%s%s".formatted(subscribe(receiver).getString("id"), door);

        assertThat(exists(given(), method, path)).isFalse();
        secrets.forEach((permission, secret) -> {
            if (!permission.equals(scope)) {
                assertThat(exists(bearer(secret), method, path)).as(permission).isFalse();
            }
        });
        assertThat(exists(bearer(secrets.getOrDefault(scope, "")), method, path))
                .isTrue();
    }

    @Test
    void aRevokedTokenAndOneThatExpiredAreWrong() {
        var revoked = issue("revoked", null, Permissions.STATUS_READ);
        var expired = issue("expired", now.minusMillis(1), Permissions.STATUS_READ);
        awaitRight(revoked);
        assertThat(ask(bearer(secret(expired)), "GET", SILENCES)).isEqualTo(401);

        kafka.write(Topic.ACCESS_TOKENS, new TokenRevoked(revoked.id(), now));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ask(bearer(secret(revoked)), "GET", SILENCES))
                        .isEqualTo(401));
        kafka.write(Topic.ACCESS_TOKENS, revoked);
        awaitRight(issue("later", null, Permissions.STATUS_READ));
        assertThat(ask(bearer(secret(revoked)), "GET", SILENCES)).isEqualTo(401);
    }

    /// incident-service acts for its accounts.
    @Test
    void theOperatorTokenMayNameTheAccountThatActs() {
        awaitCatalog();
        var silence = silence(operator().header(ActorHeader.NAME, "maria"));

        assertThat(silence.statusCode()).as(silence.asString()).isEqualTo(201);
        assertThat(silence.jsonPath().getString("owner")).isEqualTo("maria");
        operator()
                .header(ActorHeader.NAME, "jon.doe@example.com")
                .post(SILENCES + "/" + silence.jsonPath().getString("id") + "/end")
                .then()
                .body("endedBy", equalTo("jon.doe@example.com"));
        database.execute("truncate silence cascade");
    }

    @Test
    void nobodyElseMayNameAnAccount() {
        var token = issue("actor", null, Permissions.SILENCES_WRITE, Permissions.STATUS_READ);
        awaitRight(token);

        silence(bearer(secret(token)).header(ActorHeader.NAME, "maria"))
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().header(ActorHeader.NAME, "maria")
                .get("/api/v1/receipt-keys")
                .then()
                .statusCode(403);
        assertThat(silence(given().header(ActorHeader.NAME, "operator")).statusCode())
                .isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "m\u00fcller"})
    void aNameOfNoAccountIsRefused(String name) {
        silence(operator().header(ActorHeader.NAME, name))
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo(ActorHeader.NAME));
        silence(operator().header(ActorHeader.NAME, "x".repeat(101))).then().statusCode(400);
        silence(operator().header(ActorHeader.NAME, "maria", "jon")).then().statusCode(400);
    }

    private Response silence(RequestSpecification request) {
        return request.contentType("application/json")
                .body(Map.of(
                        "regions",
                        List.of("na"),
                        "reason",
                        "a test",
                        "endsAt",
                        now.plus(Duration.ofDays(1)).toString()))
                .post(SILENCES);
    }

    @Test
    void anUnreadableRecordChangesNothing() {
        var right = issue("right", null, Permissions.STATUS_READ);
        var closed = issue("closed", null, Permissions.STATUS_READ);
        kafka.write(Topic.ACCESS_TOKENS, new TokenRevoked(closed.id(), now));

        for (var id : new String[] {right.id(), closed.id(), "poison"}) {
            kafka.write(new ProducerRecord<>(Topic.ACCESS_TOKENS.topicName(), id, "{\"half\": ".getBytes(UTF_8)));
        }
        kafka.write(Topic.ACCESS_TOKENS, Story.now().begin("na"));
        awaitRight(issue("later", null, Permissions.STATUS_READ));

        assertThat(ask(bearer(secret(right)), "GET", SILENCES)).isEqualTo(200);
        assertThat(ask(bearer(secret(closed)), "GET", SILENCES)).isEqualTo(401);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kafka.read(Topic.DEAD_LETTERS, right.id()))
                        .anyMatch(letter ->
                                KafkaSide.header(letter, "dead-letter-topic").equals(Topic.ACCESS_TOKENS.topicName())));
    }

    @Test
    void aSilenceSaysWhichProgramMadeAndEndedIt() {
        var token = issue("muter", null, Permissions.SILENCES_WRITE);
        awaitKnown(token);

        var made = bearer(secret(token))
                .contentType("application/json")
                .body(Map.of(
                        "regions",
                        List.of("eu"),
                        "reason",
                        "a test",
                        "endsAt",
                        now.plus(Duration.ofHours(1)).toString()))
                .post(SILENCES);

        made.then().statusCode(201).body("owner", equalTo("token/muter"));
        bearer(secret(token))
                .post("%s/%s/end".formatted(SILENCES, made.jsonPath().getString("id")))
                .then()
                .statusCode(200)
                .body("endedBy", equalTo("token/muter"));
        database.execute("truncate silence cascade");
    }

    /// The secrets, by the one scope that each has.
    private Map<String, String> oneForEachScope() {
        var tokens = Permissions.ALL.stream()
                .sorted()
                .map(permission -> issue("one", null, permission))
                .toList();
        awaitKnown(tokens.getLast());
        return tokens.stream().collect(toMap(token -> token.permissions().getFirst(), TokenDoorsTest::secret));
    }

    private TokenIssued issue(String name, @Nullable Instant expiresAt, String... permissions) {
        var id = UUID.randomUUID().toString();
        var token = new TokenIssued(
                id, name, List.of(permissions), SecretHash.of("tocsin_" + id), now.minusSeconds(60), expiresAt);
        kafka.write(Topic.ACCESS_TOKENS, token);
        return token;
    }

    private static String secret(TokenIssued token) {
        return "tocsin_" + token.id();
    }

    private static void awaitRight(TokenIssued token) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(ask(bearer(secret(token)), "GET", SILENCES)).isEqualTo(200));
    }

    private static void awaitKnown(TokenIssued token) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(ask(bearer(secret(token)), "GET", SILENCES)).isNotEqualTo(401));
    }

    private static RequestSpecification bearer(String secret) {
        return given().header("Authorization", "Bearer " + secret);
    }

    private static boolean exists(RequestSpecification request, String method, String path) {
        var answer = answer(request, method, path);
        assertThat(answer.statusCode()).isNotIn(401, 403, 415, 500);
        return !answer.asString().contains("There is no such subscription");
    }

    private static int ask(RequestSpecification request, String method, String path) {
        return answer(request, method, path).statusCode();
    }

    private static Response answer(RequestSpecification request, String method, String path) {
        if (!method.equals("GET")) {
            switch (path) {
                case "/api/v1/bounces" -> request.contentType("message/rfc822").body("no mail".getBytes(UTF_8));
                case "/api/v1/subscriptions.csv" ->
                    request.contentType("text/csv").body("nothing\n");
                default -> request.contentType("application/json").body("{}");
            }
        }
        return request.request(method, path);
    }
}
