package dev.tocsin.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordRulesTest {

    @Test
    void severalWordsAreGood() {
        assertThat(PasswordRules.complaint("anna", "a boat and a lamp")).isEmpty();
    }

    @Test
    void itSaysWhatIsWrong() {
        assertThat(PasswordRules.complaint("anna", "too short"))
                .hasValueSatisfying(why -> assertThat(why).contains("12"));
        assertThat(PasswordRules.complaint("anna", "abababababababab"))
                .hasValueSatisfying(why -> assertThat(why).contains("different"));
        assertThat(PasswordRules.complaint("anna", "I am Anna at home"))
                .hasValueSatisfying(why -> assertThat(why).contains("name"));
    }

    /// bcrypt would compare the first 72 bytes alone.
    @Test
    void bytesCountAndNotLetters() {
        assertThat(PasswordRules.complaint("anna", "abcdef".repeat(12))).isEmpty();
        assertThat(PasswordRules.complaint("anna", "äbcdef".repeat(12))).isPresent();
    }
}
