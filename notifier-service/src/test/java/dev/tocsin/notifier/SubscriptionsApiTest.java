package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.SOON;
import static dev.tocsin.notifier.NotifierSide.operator;
import static dev.tocsin.notifier.NotifierSide.state;
import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.contract.Topic;
import dev.tocsin.notifier.http.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(NotifierStack.class)
final class SubscriptionsApiTest {

    @Inject
    Database database;

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @RegisterExtension
    private final Receiver other = new Receiver();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                              | channel       | is not email, webhook, slack, teams, discord, statuspage, pagerduty or sms
            {"channel": "pigeon"}                                           | channel       | is not email, webhook, slack, teams, discord, statuspage, pagerduty or sms
            {"channel": "email"}                                            | address       | is missing
            {"channel": "email", "address": "not an address"}               | address       | is not a mail address such as jo@example.com
            {"channel": "email", "address": "a@b"}                          | address       | is not a mail address such as jo@example.com
            {"channel": "email", "address": "a@b.example\\r\\nBcc: c@d.example"} | address | is not a mail address such as jo@example.com
            {"channel": "webhook"}                                          | url           | is missing
            {"channel": "webhook", "url": "nonsense"}                       | url           | is not an https address
            {"channel": "webhook", "url": "a b"}                            | url           | is not an address such as https://example.com/hook
            {"channel": "webhook", "url": "https://10.0.0.1/hook"}          | url           | leads to a private or reserved address
            {"channel": "webhook", "url": "http://169.254.169.254/latest"}  | url           | leads to a private or reserved address
            {"channel": "webhook", "url": "https://localhost/"}             | url           | leads to a private or reserved address
            {"channel": "webhook", "url": "https://[::ffff:10.0.0.1]/"}     | url           | leads to a private or reserved address
            {"channel": "webhook", "url": "https://2130706433/hook"}        | url           | has a host that is neither a plain name nor a plain IP address
            {"channel": "webhook", "url": "https://u:p@8.8.8.8/"}           | url           | holds a user name or password
            {"channel": "webhook", "url": "http://8.8.8.8/"}                | url           | is not an https address
            {"channel": "webhook", "url": "https://8.8.8.8:25/"}            | url           | has a port other than 443 and 8443
            {"channel": "webhook", "url": "https://8.8.8.8/", "secret": "whsec_c2hvcnQ="} | secret | is not whsec_ followed by 24 to 64 bytes in Base64
            {"channel": "webhook", "url": "https://8.8.8.8/", "headers": {"Host": "a.example"}} | headers.Host | is a header that Tocsin sets itself
            {"channel": "slack"}                                            | url           | is missing
            {"channel": "slack", "url": "https://hooks.slack.com.customer.example/services/T0/B0/x"} | url | is not a webhook address of Slack, such as https://hooks.slack.com/services/T0/B0/x
            {"channel": "slack", "url": "https://hooks.slack.com/services/../x"} | url      | is not a webhook address of Slack, such as https://hooks.slack.com/services/T0/B0/x
            {"channel": "slack", "url": "http://hooks.slack.com/services/T0/B0/x"} | url    | is not a webhook address of Slack, such as https://hooks.slack.com/services/T0/B0/x
            {"channel": "discord", "url": "https://discord.com/channels/1"} | url           | is not a webhook address of Discord, such as https://discord.com/api/webhooks/1/x
            {"channel": "statuspage", "url": "https://10.0.0.1/hook"}       | url           | leads to a private or reserved address
            {"channel": "pagerduty", "address": "short"}                    | address       | is not an integration key of 32 letters and digits
            {"channel": "sms", "address": "0660 1234567"}                   | address       | is not a number with its country code, such as +431234567
            {"channel": "email", "address": "a@b.example", "regions": ["na", "atlantis"]} | regions[1] | no region "atlantis"; there are na, eu
            {"channel": "email", "address": "a@b.example", "components": ["cache"]} | components[0] | no component "cache"; there are login, api
            {"channel": "email", "address": "a@b.example", "leastSeverity": "internal"} | leastSeverity | is not minor, major or critical
            {"channel": "email", "address": "a@b.example", "language": "nl"} | language | is not en or de
            {"channel": "email", "address": "a@b.example", "timeZone": "+02:00"} | timeZone | is not a time zone such as Europe/Berlin
            {"channel": "email", "address": "a@b.example", "digest": "24:00"} | digest | is not none, hourly, or an hour such as 08:00
            {"channel": "webhook", "url": "https://8.8.8.8/", "digest": "hourly"} | digest | is for email only
            """)
    void whatIsWrongIsSaidByField(String wish, String field, String message) {
        var answer = given().contentType(ContentType.JSON).body(wish).post("/api/v1/subscriptions");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().<String, Object>getMap(""))
                .isEqualTo(Map.of(
                        "type",
                        "about:blank",
                        "title",
                        "Bad Request",
                        "status",
                        400,
                        "detail",
                        "The subscription was not created.",
                        "errors",
                        List.of(Map.of("field", field, "message", message))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"channel": "email", "region": ["na"]} | region     | is not known here
            {"channel": ["email"]}                 | channel    | has a value of the wrong type
            """)
    void whatCannotBeReadIsSaidByField(String wish, String field, String message) {
        var answer = given().contentType(ContentType.JSON).body(wish).post("/api/v1/subscriptions");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().<Map<String, String>>getList("errors"))
                .containsExactly(Map.of("field", field, "message", message));
    }

    @Test
    void whatIsNoJsonIsAProblem() {
        var answer = given().contentType(ContentType.JSON).body("{\"half\": ").post("/api/v1/subscriptions");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("detail")).contains("The body is not JSON at line 1");
    }

    @Test
    void knownAndUnknownAddressesGetTheSameAnswer() {
        var mailbox = SubscriberMailbox.unused();

        var first = subscribe(mailbox);
        var second = subscribe(mailbox);

        assertThat(first.<String, Object>getMap("")).containsOnlyKeys("id", "state");
        assertThat(second.<String, Object>getMap("")).containsOnlyKeys("id", "state");
        assertThat(second.getString("state")).isEqualTo(first.getString("state"));
    }

    @Test
    void anEndpointThatAnswersTheSignedChallengeIsConfirmed() {
        var subscription = subscribeAndConfirm(receiver, "na");

        receiver.challenges().getFirst().assertSignedWith(subscription.getString("secret"));
    }

    @Test
    void anEndpointThatDoesNotIsToldWhyToItsOwner() {
        receiver.ignoreChallenges();
        var subscription = subscribe(receiver);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(owner(subscription)
                                .get("/api/v1/subscriptions/" + subscription.getString("id"))
                                .jsonPath()
                                .getString("reason"))
                        .isEqualTo("the endpoint did not answer {\"challenge\": …} with what it was sent"));
        assertThat(state(subscription)).isEqualTo("pending");
    }

    @Test
    void onlyItsOwnerAndOperatorsSeeAndEndASubscription() {
        var mine = subscribeAndConfirm(receiver, "na");
        var yours = subscribeAndConfirm(other, "eu");
        var path = "/api/v1/subscriptions/" + mine.getString("id");

        given().get(path).then().statusCode(404);
        owner(yours).delete(path).then().statusCode(404);
        assertThat(state(mine)).isEqualTo("confirmed");
        owner(mine).delete(path).then().statusCode(204);
        assertThat(state(mine)).isEqualTo("left");
        given().get("/api/v1/subscriptions").then().statusCode(401).contentType("application/problem+json");
        operator().get("/api/v1/subscriptions").then().statusCode(200);
    }

    @Test
    void whatASubscriberChoosesIsShownAndCanBeChanged() {
        var mine = subscribeAndConfirm(receiver, "na");
        var path = "/api/v1/subscriptions/" + mine.getString("id");
        assertThat(owner(mine).get(path).jsonPath().<String, Object>getMap(""))
                .containsEntry("updates", true)
                .containsEntry("maintenance", true)
                .containsEntry("language", "en")
                .containsEntry("timeZone", null);

        var changed = owner(mine).contentType(ContentType.JSON).body("""
                {"regions": ["eu"], "components": ["login"], "leastSeverity": "major", "updates": false,
                 "maintenance": false, "language": "de", "timeZone": "Europe/Berlin"}""").put(path);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(owner(mine).get(path).jsonPath().<String, Object>getMap(""))
                .containsEntry("regions", List.of("eu"))
                .containsEntry("components", List.of("login"))
                .containsEntry("leastSeverity", "major")
                .containsEntry("updates", false)
                .containsEntry("maintenance", false)
                .containsEntry("language", "de")
                .containsEntry("timeZone", "Europe/Berlin");
        assertThat(owner(mine)
                        .contentType(ContentType.JSON)
                        .body("{\"digest\": \"08:00\"}")
                        .put(path)
                        .jsonPath()
                        .getString("errors[0].message"))
                .isEqualTo("is for email only");
    }

    @Test
    void whoeverWantsOneMailADayIsAskedForNoTimeZone() {
        var id =
                subscribe(SubscriberMailbox.unused(), Map.of("digest", "08:00")).getString("id");

        assertThat(operator().get("/api/v1/subscriptions/" + id).jsonPath().<String, Object>getMap(""))
                .containsEntry("digest", "08:00")
                .containsEntry("timeZone", "Etc/UTC");
        operator().delete("/api/v1/subscriptions/" + id);
    }

    @Test
    void aWrongChangeAndAStrangersChangeNothing() {
        var mine = subscribeAndConfirm(receiver, "na");
        var path = "/api/v1/subscriptions/" + mine.getString("id");

        var wrong = owner(mine)
                .contentType(ContentType.JSON)
                .body("{\"regions\": [\"atlantis\"], \"language\": \"nl\"}")
                .put(path);
        given().contentType(ContentType.JSON).body("{}").put(path).then().statusCode(404);

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.jsonPath().<String>getList("errors.field")).containsExactly("regions[0]", "language");
        assertThat(owner(mine).get(path).jsonPath().<String>getList("regions")).containsExactly("na");
        owner(mine).delete(path).then().statusCode(204);
        owner(mine).contentType(ContentType.JSON).body("{}").put(path).then().statusCode(409);
    }

    /// Only a proxy that is trusted may say for whom it asks.
    @Test
    void aForgedForwardingHeaderChangesNothing() {
        assertThat(given().header("X-Forwarded-For", "203.0.113.7")
                        .header("Forwarded", "for=203.0.113.7")
                        .get("/client")
                        .asString())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aSecretThatIsRotatedStaysLiveForADay() {
        var subscription = subscribeAndConfirm(receiver, "na");

        var rotated = owner(subscription)
                .post("/api/v1/subscriptions/%s/secret".formatted(subscription.getString("id")))
                .jsonPath()
                .getString("secret");
        var story = Story.now();
        kafka.write(Topic.PUBLIC_INCIDENTS, story.whole("na"));
        var notice = receiver.awaitNotice(story);

        notice.assertSignedWith(subscription.getString("secret"));
        notice.assertSignedWith(rotated);
    }

    @Test
    void operatorsFindASubscriptionByItsAddressAndByWhatItHearsOf() {
        var mailbox = SubscriberMailbox.unused();
        var mine = subscribe(mailbox, "eu").getString("id");

        assertThat(search(Map.of("address", mailbox.address().toUpperCase(Locale.ROOT))))
                .containsExactly(mine);
        assertThat(search(Map.of(
                        "address",
                        mailbox.address(),
                        "region",
                        "eu",
                        "component",
                        "login",
                        "state",
                        "pending",
                        "failing",
                        false)))
                .containsExactly(mine);
        for (var other : List.of(
                Map.of("region", "na"),
                Map.of("state", "left"),
                Map.of("channel", "webhook"),
                Map.of("failing", true))) {
            assertThat(search(with(other, "address", mailbox.address())))
                    .as("%s", other)
                    .isEmpty();
        }
        assertThat(search(Map.of("address", mailbox.address(), "after", mine))).isEmpty();
        assertThat(search(Map.of("after", "nothing"))).isEmpty();
        for (var wrong : List.of(Map.of("state", "asleep"), Map.of("channel", "pigeon"), Map.of("address", "\u0000"))) {
            operator()
                    .contentType(ContentType.JSON)
                    .body(wrong)
                    .post("/api/v1/subscriptions/search")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        given().contentType(ContentType.JSON)
                .body(Map.of())
                .post("/api/v1/subscriptions/search")
                .then()
                .statusCode(401);
    }

    @Test
    void subscriptionsAreFoundInPagesTheOldestFirst() {
        var address = SubscriberMailbox.unused().address();
        database.execute("""
                insert into subscription (id, channel, state, address, regions, components, least_severity, created_at)
                select '%1$s-' || lpad(cast(n as text), 3, '0'), 'email', 'left', '%1$s', '{}', '{}', 'minor', now()
                from generate_series(1, 250) n""".formatted(address));

        var pages = new ArrayList<List<String>>();
        do {
            pages.add(search(
                    pages.isEmpty()
                            ? Map.of("address", address)
                            : Map.of(
                                    "address", address, "after", pages.getLast().getLast())));
        } while (pages.getLast().size() == Page.MOST);

        assertThat(pages).extracting(List::size).containsExactly(100, 100, 50);
        assertThat(pages.stream().flatMap(List::stream)).doesNotHaveDuplicates().isSorted();
        database.execute("delete from subscription where address = '%s'".formatted(address));
    }

    private static Map<String, Object> with(Map<String, ?> form, String field, Object value) {
        var more = new HashMap<String, Object>(form);
        more.put(field, value);
        return more;
    }

    private static List<String> search(Map<String, ?> form) {
        var answer = operator().contentType(ContentType.JSON).body(form).post("/api/v1/subscriptions/search");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath().getList("items.id");
    }

    private static RequestSpecification owner(JsonPath subscription) {
        return given().auth().oauth2(subscription.getString("manageToken"));
    }
}
