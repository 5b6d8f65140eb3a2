package dev.tocsin.standalone.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

    private static final WebhookSecret SECRET = WebhookSecret.random();
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String ID = "msg_1";
    private static final String TIMESTAMP = Long.toString(NOW.getEpochSecond());
    private static final String TEXT = "{\"type\": \"incident.opened\"}";
    private static final byte[] BODY = TEXT.getBytes(UTF_8);
    private static final String SIGNATURE = "v1," + SECRET.sign(ID, TIMESTAMP, BODY);

    @Test
    void whatAnotherLibrarySignsIsRight() throws WebhookSigningException {
        var signature = new Webhook(SECRET.text()).sign(ID, NOW.getEpochSecond(), TEXT);

        assertThat(SECRET.verifies(ID, TIMESTAMP, signature, BODY, NOW)).isTrue();
        assertThat(SECRET.verifies(ID, TIMESTAMP, "v1,b3RoZXI= " + signature, BODY, NOW))
                .isTrue();
    }

    @Test
    void whatWasChangedIsWrong() {
        var body = TEXT.replace("opened", "closed").getBytes(UTF_8);

        assertThat(SECRET.verifies(ID, TIMESTAMP, SIGNATURE, body, NOW)).isFalse();
        assertThat(SECRET.verifies("msg_other", TIMESTAMP, SIGNATURE, BODY, NOW))
                .isFalse();
        assertThat(SECRET.verifies(ID, "" + (NOW.getEpochSecond() + 1), SIGNATURE, BODY, NOW))
                .isFalse();
        assertThat(SECRET.verifies(ID, TIMESTAMP, "v2" + SIGNATURE.substring(2), BODY, NOW))
                .isFalse();
        assertThat(WebhookSecret.random().verifies(ID, TIMESTAMP, SIGNATURE, BODY, NOW))
                .isFalse();
    }

    @Test
    void whatIsMissingOrTooOldIsWrong() {
        assertThat(SECRET.verifies(ID, TIMESTAMP, null, BODY, NOW)).isFalse();
        assertThat(SECRET.verifies(ID, "yesterday", SIGNATURE, BODY, NOW)).isFalse();
        assertThat(SECRET.verifies(ID, TIMESTAMP, SIGNATURE, BODY, NOW.plusSeconds(301)))
                .isFalse();
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(SECRET.toString()).doesNotContain(SECRET.text().substring(6));
    }
}
