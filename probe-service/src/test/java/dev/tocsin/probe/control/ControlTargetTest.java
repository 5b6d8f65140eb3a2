package dev.tocsin.probe.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTargetTest {

    @Test
    void anAddressIsAskedByItsScheme() {
        assertThat(ControlTarget.question("tcp://two.example:443")).isEqualTo(new Question.Tcp("two.example", 443));
        assertThat(ControlTarget.question("tcp://my_svc:6379")).isEqualTo(new Question.Tcp("my_svc", 6379));
        assertThat(ControlTarget.question("tcp://[2001:db8::1]:53")).isEqualTo(new Question.Tcp("2001:db8::1", 53));
        assertThat(ControlTarget.question("https://one.example"))
                .isInstanceOfSatisfying(Question.Http.class, question -> {
                    assertThat(question.url()).isEqualTo("https://one.example");
                    assertThat(question.status()).contains(200, 404, 503);
                    assertThat(question.verifyCertificate()).isTrue();
                });
        assertThatThrownBy(() -> ControlTarget.question("ftp://one.example"))
                .hasMessage("control target \"ftp://one.example\" is not a valid http, https or tcp address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp://one.example", "tcp://one.example:70000", "tcp://:80", "one.example:443", "http://", ""})
    void whatCannotBeAskedIsRefusedWithAReason(String address) {
        assertThatThrownBy(() -> ControlTarget.question(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("control target \"%s\" ".formatted(address));
    }

    @Test
    void aProbeIsBlindWhenNoControlAnswers() {
        assertThat(new ControlState(List.of(control(false), control(false)), 2).blind())
                .isTrue();
        assertThat(new ControlState(List.of(control(false), control(true)), 2).blind())
                .isFalse();
    }

    @Test
    void withoutControlsNobodyCanTell() {
        assertThat(ControlState.UNKNOWN.blind()).isFalse();
        assertThat(new ControlState(List.of(control(false)), 0).blind()).isFalse();
    }

    private static Control control(boolean answers) {
        return new Control("tcp://one.example:443", answers);
    }
}
