package dev.tocsin.notifier.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.tocsin.notifier.subscription.Secret;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Judged by a library that is not ours.
final class StandardWebhooksTest {

    private static final Secret NEW = Secret.random(new SecureRandom());
    private static final Secret OLD = Secret.random(new SecureRandom());
    private static final String BODY = "{\"type\":\"incident.opened\",\"title\":\"Überlast\"}";

    @Test
    void eachLiveSecretVerifies() throws WebhookVerificationException {
        var headers = signed("abc", List.of(NEW, OLD));

        new Webhook(NEW.text()).verify(BODY, headers);
        new Webhook(OLD.text()).verify(BODY, headers);
    }

    @Test
    void anotherSecretOrBodyDoesNot() {
        var headers = signed("abc", List.of(NEW));

        assertThatThrownBy(() -> new Webhook(OLD.text()).verify(BODY, headers))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(NEW.text()).verify(BODY + " ", headers))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void theHeadersAreTheThreeOfTheStandard() {
        var at = Instant.parse("2006-04-11T10:42:00.999Z");

        var headers = StandardWebhooks.headers("abc", at, BODY.getBytes(UTF_8), List.of(NEW));

        assertThat(headers).containsOnlyKeys("webhook-id", "webhook-timestamp", "webhook-signature");
        assertThat(headers).containsEntry("webhook-id", "abc").containsEntry("webhook-timestamp", "1144752120");
        assertThat(headers.get("webhook-signature")).startsWith("v1,");
    }

    private static HttpHeaders signed(String id, List<Secret> secrets) {
        Map<String, List<String>> headers =
                StandardWebhooks.headers(id, Instant.now(), BODY.getBytes(UTF_8), secrets).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
        return HttpHeaders.of(headers, (_, _) -> true);
    }
}
