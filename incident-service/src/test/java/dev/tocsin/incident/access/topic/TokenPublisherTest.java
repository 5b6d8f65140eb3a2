package dev.tocsin.incident.access.topic;

import static dev.tocsin.incident.access.http.Operator.formToken;
import static dev.tocsin.incident.access.http.Operator.signedIn;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.access.AccessTokenEvent;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.contract.access.AccessTokenEvent.TokenRevoked;
import dev.tocsin.incident.trust.live.topic.ToldTopics;
import dev.tocsin.stack.SharedServices;
import dev.tocsin.stack.TocsinStack;
import dev.tocsin.support.access.SecretHash;
import dev.tocsin.support.kafka.CloudEvents;
import dev.tocsin.support.kafka.Received.Known;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The topic says what the table says, whatever came in between.
@QuarkusTest
@WithTestResource(
        value = TocsinStack.class,
        initArgs = {@ResourceArg(name = "schema", value = "incident")})
class TokenPublisherTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Pattern SECRET = Pattern.compile("<code>(tocsin_[A-Za-z0-9_-]{43})</code>");

    @Inject
    DataSource database;

    private final UUID id = UUID.randomUUID();
    private final String name = "t" + id.toString().replace("-", "");
    private CookieFilter admin = new CookieFilter();

    @BeforeEach
    void anAdminIsSignedIn() {
        admin = signedIn();
    }

    @Test
    void aTokenIsPublishedWithoutItsSecretAndItsRevocationToo() {
        var secret = SECRET.matcher(post("add", Map.of("name", name, "days", "30", "scopes", "silences:write")));
        assertThat(secret.find()).isTrue();

        await().atMost(SOON).untilAsserted(() -> assertThat(issued()).isNotEmpty());
        var token = issued().getFirst();
        assertThat(token.permissions()).containsExactly("silences:write");
        assertThat(token.secretHash()).isEqualTo(SecretHash.of(secret.group(1)));
        assertThat(token.expiresAt())
                .isBetween(token.time().plusSeconds(1), Instant.now().plus(Duration.ofDays(31)));
        assertThat(ToldTopics.records(Topic.ACCESS_TOKENS))
                .noneMatch(record -> record.value() != null
                        && new String(record.value(), UTF_8)
                                .contains(secret.group(1).substring(7)));

        post("revoke", Map.of("id", token.id()));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(latest(UUID.fromString(token.id()))).isInstanceOf(TokenRevoked.class));
    }

    /// As a process leaves them that is killed behind the commit.
    @Test
    void whatAKilledProcessDidNotPublishIsPublished() throws SQLException {
        insert();
        await().atMost(SOON).untilAsserted(() -> assertThat(latest(id)).isInstanceOf(TokenIssued.class));

        execute("update api_token set revoked_at = now() where id = '%s'");
        await().atMost(SOON).untilAsserted(() -> assertThat(latest(id)).isInstanceOf(TokenRevoked.class));
    }

    @Test
    void anEmptiedTopicSaysAllOfItAgain() throws SQLException, ExecutionException, InterruptedException {
        var revoked = UUID.randomUUID();
        insert();
        execute(("insert into api_token (id, name, secret_hash, permissions, created_by, created_at, revoked_at)"
                        + " values ('%s', 'gone', '%s', '{status:read}', 'operator', now(), now())")
                .formatted(revoked, SecretHash.of(revoked.toString())));
        await().atMost(SOON).untilAsserted(() -> assertThat(latest(revoked)).isNotNull());

        try (var kafka = Admin.create(Map.<String, Object>of("bootstrap.servers", SharedServices.bootstrapServers()))) {
            kafka.deleteTopics(List.of(Topic.ACCESS_TOKENS.topicName())).all().get();
        }
        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            ToldTopics.create();
            assertThat(latest(id)).isInstanceOf(TokenIssued.class);
            assertThat(latest(revoked)).isInstanceOf(TokenRevoked.class);
        });
    }

    @Test
    void anUnreadableRecordHidesNoToken() throws SQLException {
        insert();
        await().atMost(SOON).untilAsserted(() -> assertThat(latest(id)).isInstanceOf(TokenIssued.class));

        ToldTopics.write(List.of(
                new ProducerRecord<>(Topic.ACCESS_TOKENS.topicName(), id.toString(), "{\"half\": ".getBytes(UTF_8))));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ToldTopics.records(Topic.ACCESS_TOKENS).stream()
                                .filter(record -> id.toString().equals(record.key()))
                                .map(CloudEvents::read))
                        .last()
                        .isInstanceOf(Known.class));
    }

    @Test
    void aTokenThatTheDatabaseDoesNotHaveIsRevoked() throws SQLException {
        insert();
        await().atMost(SOON).untilAsserted(() -> assertThat(latest(id)).isInstanceOf(TokenIssued.class));

        execute("delete from api_token where id = '%s'");

        await().atMost(SOON).untilAsserted(() -> assertThat(latest(id)).isInstanceOf(TokenRevoked.class));
    }

    @Test
    void aRestoredDatabaseDoesNotTakeBackARevocation() throws SQLException {
        insert();
        execute("update api_token set revoked_at = now() where id = '%s'");
        await().atMost(SOON).untilAsserted(() -> assertThat(latest(id)).isInstanceOf(TokenRevoked.class));

        execute("update api_token set revoked_at = null where id = '%s'");

        await().atMost(SOON)
                .untilAsserted(() -> given().filter(admin)
                        .get("/ops/audit")
                        .then()
                        .body(containsString(name))
                        .body(containsString("Revoke token that was revoked before a restore")));
        assertThat(latest(id)).isInstanceOf(TokenRevoked.class);
    }

    private void insert() throws SQLException {
        execute(("insert into api_token (id, name, secret_hash, permissions, created_by, created_at)"
                        + " values ('%%s', '%s', '%s', '{status:read}', 'operator', now())")
                .formatted(name, SecretHash.of(name)));
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var prepared = connection.createStatement()) {
            assertThat(prepared.executeUpdate(statement.formatted(id))).isEqualTo(1);
        }
    }

    private List<TokenIssued> issued() {
        return events().stream()
                .filter(event ->
                        event instanceof TokenIssued issued && issued.name().equals(name))
                .map(TokenIssued.class::cast)
                .toList();
    }

    private static AccessTokenEvent latest(UUID token) {
        return events().stream()
                .filter(event -> event.id().equals(token.toString()))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError(token + " is not on the topic"));
    }

    private static List<AccessTokenEvent> events() {
        return ToldTopics.records(Topic.ACCESS_TOKENS).stream()
                .map(CloudEvents::read)
                .filter(received -> received instanceof Known known && known.event() instanceof AccessTokenEvent)
                .map(received -> (AccessTokenEvent) ((Known) received).event())
                .toList();
    }

    private String post(String action, Map<String, String> fields) {
        return given().filter(admin)
                .redirects()
                .follow(false)
                .formParam(
                        "csrf-token",
                        formToken(given().filter(admin).get("/ops/tokens").asString()))
                .formParams(fields)
                .post("/ops/tokens/" + action)
                .asString();
    }
}
