package dev.tocsin.support.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorHeaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"maria", "token/deploy-bot", "jon.doe@example.com"})
    void namesOfAccountsStayAsTheyAre(String account) {
        assertThat(ActorHeader.of(account)).isEqualTo(account);
        assertThat(ActorHeader.isValid(account)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a\r\nSet-Cookie: b", "m\u00fcller", "\u0000"})
    void othersAreWrittenSoThatTheyAreValid(String account) {
        assertThat(ActorHeader.isValid(account)).isFalse();
        assertThat(ActorHeader.isValid(ActorHeader.of(account))).isTrue();
    }

    @Test
    void aLongNameIsCut() {
        assertThat(ActorHeader.isValid("x".repeat(101))).isFalse();
        assertThat(ActorHeader.of("x".repeat(200))).hasSize(100);
    }
}
