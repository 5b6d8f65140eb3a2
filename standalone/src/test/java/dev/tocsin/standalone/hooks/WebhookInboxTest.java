package dev.tocsin.standalone.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.tocsin.contract.Json;
import dev.tocsin.standalone.hooks.ReceivedHook.Signature;
import dev.tocsin.standalone.http.Reply;
import dev.tocsin.standalone.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookInboxTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String OPENED = """
            {"type": "incident.opened", "data": {"title": "<b>Log in</b> is down"}}""";
    private static final String CHALLENGE = """
            {"type": "subscription.challenge", "data": {"challenge": "X"}}""";

    private final WebhookSecret secret = WebhookSecret.random();
    private final WebhookInbox inbox = new WebhookInbox(Map.of("na", secret), InstantSource.fixed(NOW));

    @Test
    void answersTheChallengeOfANewSubscription() throws IOException {
        var reply = post("na", CHALLENGE, secret);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(Json.mapper().readTree(reply.body())).isEqualTo(Json.mapper().readTree("{\"challenge\": \"X\"}"));
    }

    @Test
    void keepsWhatCameAndSaysWhetherItsSignatureIsRight() {
        assertThat(post("na", OPENED, secret).status()).isEqualTo(200);
        assertThat(post("na", OPENED, WebhookSecret.random()).status()).isEqualTo(401);
        assertThat(post("other", OPENED, secret).status()).isEqualTo(200);

        assertThat(inbox.received())
                .extracting(ReceivedHook::signature)
                .containsExactly(Signature.UNCHECKED, Signature.WRONG, Signature.VERIFIED);
        assertThat(inbox.received().getLast()).satisfies(hook -> {
            assertThat(hook.id()).isEqualTo("msg_1");
            assertThat(hook.type()).isEqualTo("incident.opened");
            assertThat(hook.receivedAt()).isEqualTo(NOW);
            assertThat(hook.body()).isEqualTo(OPENED);
        });
    }

    @Test
    void keepsTheLatestOnly() {
        for (int i = 0; i < 600; i++) {
            post("other", OPENED, secret);
        }

        assertThat(inbox.received()).hasSize(500);
        assertThat(inbox.received().getFirst().number()).isEqualTo(600);
    }

    @Test
    void showsWhatCameWithoutBelievingItsMarkup() {
        post("na", OPENED, secret);

        var section = new HookSection(inbox);

        assertThat(section.list()).contains("verified", "incident.opened");
        assertThat(section.item("1"))
                .hasValueSatisfying(
                        page -> assertThat(page).contains("&lt;b&gt;Log in").doesNotContain("<b>Log in"));
    }

    @Test
    void anAddressThatIsNoHookIsNotFound() {
        var reply = inbox.answer(new Request("GET", "/hooks/na", new Headers(), new byte[0]));

        assertThat(reply.status()).isEqualTo(404);
    }

    private Reply post(String name, String body, WebhookSecret signedWith) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(NOW.getEpochSecond());
        var headers = new Headers();
        headers.set("webhook-id", "msg_1");
        headers.set("webhook-timestamp", timestamp);
        headers.set("webhook-signature", "v1," + signedWith.sign("msg_1", timestamp, bytes));
        return inbox.answer(new Request("POST", "/hooks/" + name, headers, bytes));
    }
}
