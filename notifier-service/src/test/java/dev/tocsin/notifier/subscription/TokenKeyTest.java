package dev.tocsin.notifier.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.notifier.subscription.Token.Purpose;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenKeyTest {

    private static final String SUBSCRIPTION = "0h3k5n7q9t1w3z5b7d9f";

    private final TokenKey key = key("a key that nobody guesses");

    @Test
    void aTokenNamesItsSubscriptionToWhoeverHasTheKey() {
        var token = key.token(SUBSCRIPTION, Purpose.LEAVE);

        assertThat(key.subscription(token, Purpose.LEAVE)).contains(SUBSCRIPTION);
        assertThat(token).isEqualTo(key.token(SUBSCRIPTION, Purpose.LEAVE));
        assertThat(token.text()).matches("[A-Za-z0-9_-]{48}");
    }

    @Test
    void aTokenIsForOnePurpose() {
        var token = key.token(SUBSCRIPTION, Purpose.LEAVE);

        assertThat(key.subscription(token, Purpose.MANAGE)).isEmpty();
        assertThat(key.subscription(token, Purpose.CONFIRM)).isEmpty();
    }

    @Test
    void aTokenOfAnotherKeyIsNone() {
        assertThat(key("another key of the same").subscription(key.token(SUBSCRIPTION, Purpose.LEAVE), Purpose.LEAVE))
                .isEmpty();
    }

    @Test
    void aTokenTellsNothingToOthers() {
        var one = Base64.getUrlDecoder()
                .decode(key.token(SUBSCRIPTION, Purpose.LEAVE).text());
        var other = Base64.getUrlDecoder()
                .decode(key.token(SUBSCRIPTION.replace('0', '1'), Purpose.LEAVE).text());

        assertThat(new String(one, UTF_8)).doesNotContain(SUBSCRIPTION.substring(0, 3));
        for (var at = 0; at + 4 <= one.length; at++) {
            assertThat(new byte[] {one[at], one[at + 1], one[at + 2], one[at + 3]})
                    .as("bytes of two subscriptions whose ids differ in one character, from %d", at)
                    .isNotEqualTo(new byte[] {other[at], other[at + 1], other[at + 2], other[at + 3]});
        }
    }

    @Test
    void aTokenOfWhichAnyBitIsOtherIsNone() {
        var bytes = Base64.getUrlDecoder()
                .decode(key.token(SUBSCRIPTION, Purpose.LEAVE).text());

        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(key.subscription(token(changed), Purpose.LEAVE))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "no base64!", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "ä"})
    void textThatIsNoTokenIsNone(String text) {
        assertThat(key.subscription(new Token(text), Purpose.LEAVE)).isEmpty();
    }

    @Test
    void aRandomTokenIsNone() {
        assertThat(key.subscription(Token.random(new SecureRandom()), Purpose.LEAVE))
                .isEmpty();
    }

    private static TokenKey key(String text) {
        return new TokenKey(text.getBytes(UTF_8));
    }

    private static Token token(byte[] bytes) {
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
