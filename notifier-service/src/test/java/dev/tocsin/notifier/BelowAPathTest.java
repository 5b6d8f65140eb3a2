package dev.tocsin.notifier;

import static dev.tocsin.notifier.NotifierSide.subscribe;
import static dev.tocsin.notifier.NotifierSide.subscribeAndConfirm;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.Topic;
import dev.tocsin.support.http.Site;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Readers reach both services below a path of their host.
@QuarkusTest
@TestProfile(BelowAPathTest.Paths.class)
@WithTestResource(NotifierStack.class)
final class BelowAPathTest {

    public static final class Paths implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tocsin.notifier.url", "https://example.com/notify/",
                    "tocsin.incident.url", "https://example.com/status",
                    "quarkus.http.proxy.proxy-address-forwarding", "true",
                    "quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        }
    }

    @RegisterExtension
    private final KafkaSide kafka = new KafkaSide();

    @RegisterExtension
    private final Receiver receiver = new Receiver();

    @Test
    void linksKeepThePath() {
        var mailbox = SubscriberMailbox.unused();
        subscribe(mailbox);
        var confirmation = mailbox.awaitConfirmation();
        subscribeAndConfirm(receiver, "na");
        var story = Story.now();
        kafka.write(Topic.PUBLIC_INCIDENTS, story.begin("na"));
        var notice = receiver.awaitNotice(story);

        assertThat(confirmation.text()).contains("https://example.com/notify/subscriptions/confirm?token=");
        assertThat(notice.data().get("link").asText()).isEqualTo("https://example.com/status/incidents/" + story.id());
    }

    @Test
    void pagesLeadToOneAnotherBelowThePath() {
        assertThat(given().get("/subscriptions").asString())
                .contains("action=\"/notify/subscriptions\"", "href=\"https://example.com/status\"");
        assertThat(given().get("/subscriptions/confirm?token=x").asString()).contains("href=\"/notify/subscriptions\"");
    }

    @Test
    void aTrustedProxySaysForWhomItAsks() {
        assertThat(given().header("X-Forwarded-For", "203.0.113.7")
                        .get("/client")
                        .asString())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void aProxyMayPassThePathOn() {
        given().get("/notify/subscriptions").then().statusCode(200);
        given().get("/notify/api/v1/openapi").then().statusCode(200);
        given().get("/elsewhere/subscriptions").then().statusCode(404);
    }

    @Test
    void aSiteIsAnAddressAndAPath() {
        assertThat(new Site(URI.create("https://example.com")).at("/#planned"))
                .hasToString("https://example.com/#planned");
        assertThat(new Site(URI.create("https://example.com/a/b//")).at("/x?y=z"))
                .hasToString("https://example.com/a/b/x?y=z");
        assertThat(new Site(URI.create("https://example.com/")).path()).isEmpty();
    }
}
