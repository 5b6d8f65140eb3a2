package dev.tocsin.notifier.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfirmationCodeTest {

    @Test
    void aCodeIsReadAsItIsShown() {
        var code = ConfirmationCode.random(new SecureRandom());

        assertThat(code.shown()).matches("[2-9B-Z]{4}-[2-9B-Z]{4}");
        assertThat(ConfirmationCode.read(code.shown())).contains(code);
        assertThat(code).hasToString("code …");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4BKT-X9QW", "4bktx9qw", " 4bkt x9qw ", "4BKT–X9QW"})
    void peopleTypeItAsTheyLike(String typed) {
        assertThat(ConfirmationCode.read(typed)).contains(new ConfirmationCode("4BKTX9QW"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4BKT", "4BKT-X9QA", "4BKT-X9Q1", "4BKT-X9QWW", "4BKT-X9Q\u0000"})
    void whatCannotBeACodeIsNone(String typed) {
        assertThat(ConfirmationCode.read(typed)).isEmpty();
    }

    @Test
    void equalCodesOfTwoSubscriptionsHaveDifferentHashes() {
        var code = new ConfirmationCode("4BKTX9QW");

        assertThat(code.hash("one")).isNotEqualTo(code.hash("two")).hasSize(32);
    }
}
