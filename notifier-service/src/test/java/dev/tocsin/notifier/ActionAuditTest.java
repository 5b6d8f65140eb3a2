package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.awaitCatalog;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import dev.tocsin.contract.Topic;
import dev.tocsin.contract.access.AccessTokenEvent.TokenIssued;
import dev.tocsin.support.access.Permissions;
import dev.tocsin.support.access.SecretHash;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the audit log says of operators and programs.
@QuarkusTest
@WithTestResource(NotifierStack.class)
final class ActionAuditTest {

    private static final String SILENCES = "/api/v1/silences";

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    private final String program = "p" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void awaitWhatCanBeChosen() {
        awaitCatalog();
    }

    @Test
    void theLogSaysWhoDidWhatAndWhatCameOfIt() {
        var bearer = bearer(Permissions.SILENCES_WRITE, Permissions.SUBSCRIPTIONS_WRITE, Permissions.DELIVERIES_WRITE);
        var subscription = subscribe(receiver).getString("id");
        var endsAt = Instant.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        var silence = bearer.get()
                .contentType("application/json")
                .body(Map.of("subscriptions", List.of(subscription), "reason", "a drill", "endsAt", endsAt))
                .post(SILENCES)
                .jsonPath()
                .getString("id");
        bearer.get().post("%s/%s/end".formatted(SILENCES, silence));
        bearer.get()
                .contentType("application/json")
                .body(Map.of("subscription", subscription, "channel", "webhook"))
                .post("/api/v1/deliveries/replay");
        bearer.get()
                .contentType("text/csv")
                .body("channel,address\npigeon,jo@example.com\n")
                .post("/api/v1/subscriptions.csv");
        bearer.get().delete("/api/v1/subscriptions/" + subscription).then().statusCode(204);

        assertThat(ofProgram())
                .containsExactly(
                        "End subscription · %s · Ended, and its address was erased".formatted(subscription),
                        "Import subscriptions · A CSV file · Refused: nothing was changed",
                        "Replay deliveries · subscription %s, channel webhook · 0 deliveries are due again"
                                .formatted(subscription),
                        "End silence · %s · Ended".formatted(silence),
                        "Create silence · %s · Until %s: a drill".formatted(silence, endsAt));
    }

    @Test
    void anActionThatTheLogCannotTakeIsNotDone() {
        var subscription = database.subscription("minor", List.of("na"), List.of());
        var address = program + "@customer.example";
        database.execute("""
                insert into delivery (id, subscription, channel, kind, incident, episode, number, state, due_at, queued_at,
                    ended_at, reason)
                values ('%1$s', '%2$s', 'email', 'opening', '%1$s', 1, 1, 'given-up', now(), now(), now(), 'a test')""".formatted(program, subscription));
        database.execute("alter table audited_action add constraint takes_nothing check (false) not valid");

        try {
            assertThat(operator()
                            .post("/api/v1/deliveries/%s/replay".formatted(program))
                            .statusCode())
                    .isGreaterThanOrEqualTo(500);
            assertThat(operator()
                            .contentType("text/csv")
                            .body("channel,address\nemail,%s\n".formatted(address))
                            .post("/api/v1/subscriptions.csv")
                            .statusCode())
                    .isGreaterThanOrEqualTo(500);
        } finally {
            database.execute("alter table audited_action drop constraint takes_nothing");
        }

        assertThat(database.all("select step from delivery_step where delivery = '%s'".formatted(program)))
                .isEmpty();
        assertThat(database.all("select id from subscription where address = '%s'".formatted(address)))
                .isEmpty();
    }

    @Test
    void theLogSaysWhoChangedTheSubscriptionOfSomebodyElse() {
        var bearer = bearer(Permissions.SUBSCRIPTIONS_WRITE);
        var subscription = subscribeAndConfirm(receiver, "na").getString("id");
        var path = "/api/v1/subscriptions/" + subscription;
        database.execute("""
                update subscription set failing_since = now(), unreached_since = now(), paused_at = now(),
                    probe_at = now() + interval '1 hour' where id = '%s'""".formatted(subscription));

        bearer.get()
                .contentType("application/json")
                .body(Map.of("leastSeverity", "critical"))
                .put(path)
                .then()
                .statusCode(200);
        bearer.get().post(path + "/secret").then().statusCode(200);
        for (var mail : List.of("jo", "kim")) {
            bearer.get()
                    .contentType("application/json")
                    .body(Map.of("mail", "%s+%s@customer.example".formatted(mail, program)))
                    .put(path + "/owner")
                    .then()
                    .statusCode(202)
                    .body("mail", startsWith(mail));
        }
        bearer.get().delete(path + "/owner").then().statusCode(204);
        bearer.get().post(path + "/resume").then().statusCode(204);

        assertThat(ofProgram())
                .containsExactly(
                        "Resume receiver · %s · It gets notices again".formatted(subscription),
                        "Remove owner's mail · %s · The address is forgotten".formatted(subscription),
                        "Set owner's mail · %s · The address is asked to confirm".formatted(subscription),
                        "Set owner's mail · %s · The address is asked to confirm".formatted(subscription),
                        "Rotate secret · %s · The old secret is valid for a day".formatted(subscription),
                        "Change subscription · %s · Its choices were changed".formatted(subscription));
    }

    /// A subscriber who changes or ends the own subscription is no operator.
    @Test
    void subscribersAreNotInTheLog() {
        var subscription = subscribe(receiver);
        var path = "/api/v1/subscriptions/" + subscription.getString("id");
        Supplier<RequestSpecification> owner = () -> given().auth().oauth2(subscription.getString("manageToken"));

        owner.get().contentType("application/json").body("{}").put(path).then().statusCode(200);
        owner.get().post(path + "/secret").then().statusCode(200);
        owner.get().delete(path).then().statusCode(204);

        assertThat(database.all(
                        "select who from audited_action where subject = '%s'".formatted(subscription.getString("id"))))
                .isEmpty();
    }

    @Test
    void aTokenThatIsRefusedAgainAndAgainIsNotedOnce() {
        var bearer = bearer();
        var subscription = "/api/v1/subscriptions/" + subscribe(receiver).getString("id");

        for (var time = 0; time < 3; time++) {
            bearer.get().get("/api/v1/deliveries").then().statusCode(403);
            bearer.get().get(subscription).then().statusCode(404);
        }

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ofProgram())
                        .containsExactlyInAnyOrder(
                                "Use token · GET /api/v1/deliveries · Refused: it lacks the scope",
                                "Use token · GET %s · Refused: it lacks the scope".formatted(subscription)));
    }

    @Test
    void anUnknownTokenIsNotedWithItsAddressAndWithoutTheToken() {
        var path = "/api/v1/deliveries/" + program;

        given().get(path).then().statusCode(401);
        given().auth().oauth2("tocsin_wrong").get(path).then().statusCode(401);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(database.all(
                                "select concat_ws(' · ', who, result, address) from audited_action where subject = 'GET %s'"
                                        .formatted(path)))
                        .containsExactly("an unknown token · Refused: nobody knows it · 127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audited_action set who = 'nobody'",
                "delete from audited_action",
                "truncate audited_action",
            })
    void nobodyEditsTheLog(String statement) {
        operator().contentType("text/csv").body("nothing\n").post("/api/v1/subscriptions.csv");

        assertThatThrownBy(() -> database.execute(statement))
                .rootCause()
                .hasMessageContaining("the audit log is not edited");
    }

    @Test
    void theLogHasPages() {
        database.execute("""
                insert into audited_action (at, who, action, subject, result)
                select now(), '%s', 'Count', number, 'Counted' from generate_series(1, 150) number""".formatted("token/" + program));

        assertThat(ofProgram()).hasSize(150).doesNotHaveDuplicates();
        operator().get("/api/v1/audit?after=yesterday").then().statusCode(400);
    }

    /// The entries of the program, the latest first, from all pages.
    private List<String> ofProgram() {
        var entries = new ArrayList<String>();
        var after = "";
        do {
            var page = operator().get("/api/v1/audit" + after).jsonPath();
            page.<Map<String, Object>>getList("items").stream()
                    .filter(entry -> Objects.equals(entry.get("who"), "token/" + program))
                    .map(entry ->
                            "%s · %s · %s".formatted(entry.get("action"), entry.get("subject"), entry.get("result")))
                    .forEach(entries::add);
            var next = page.getString("next");
            after = next == null ? "" : "?after=" + next;
        } while (!after.isEmpty());
        return entries;
    }

    /// Requests of a program whose token has these scopes and `status:read`.
    private Supplier<RequestSpecification> bearer(String... permissions) {
        var id = UUID.randomUUID().toString();
        var scopes = Stream.concat(Stream.of(Permissions.STATUS_READ), Stream.of(permissions))
                .toList();
        kafka.write(
                Topic.ACCESS_TOKENS,
                new TokenIssued(id, program, scopes, SecretHash.of("tocsin_" + id), Instant.EPOCH, null));
        Supplier<RequestSpecification> request = () -> given().header("Authorization", "Bearer tocsin_" + id);
        await().atMost(SOON).until(() -> request.get().get(SILENCES).statusCode() == 200);
        return request;
    }
}
