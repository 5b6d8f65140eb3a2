package dev.tocsin.probe.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.vantage.HeartbeatSent.Control;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlTargetTest {

    @Test
    void anAddressIsAskedByItsScheme() {
        assertThat(ControlTarget.question("tcp://two.example:443")).isEqualTo(new Question.Tcp("two.example", 443));
        assertThat(ControlTarget.question("https://one.example"))
                .isInstanceOfSatisfying(Question.Http.class, question -> {
                    assertThat(question.url()).isEqualTo("https://one.example");
                    assertThat(question.status()).contains(200, 404, 503);
                    assertThat(question.verifyCertificate()).isTrue();
                });
        assertThatThrownBy(() -> ControlTarget.question("ftp://one.example"))
                .hasMessage("control target \"ftp://one.example\" is no http, https or tcp address");
    }

    @Test
    void aProbeIsBlindWhenNoControlAnswers() {
        assertThat(new Sight(List.of(control(false), control(false))).blind()).isTrue();
        assertThat(new Sight(List.of(control(false), control(true))).blind()).isFalse();
    }

    @Test
    void withoutControlsNobodyCanTell() {
        assertThat(Sight.UNKNOWN.blind()).isFalse();
    }

    private static Control control(boolean answers) {
        return new Control("tcp://one.example:443", answers);
    }
}
