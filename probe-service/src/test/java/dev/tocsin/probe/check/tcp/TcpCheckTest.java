package dev.tocsin.probe.check.tcp;

import static dev.tocsin.contract.health.ErrorKind.NAME_NOT_FOUND;
import static dev.tocsin.contract.health.ErrorKind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.network.Asking;
import dev.tocsin.probe.check.network.ClosedPort;
import dev.tocsin.probe.check.network.Wire;
import org.junit.jupiter.api.Test;

class TcpCheckTest {

    private final Asking asking = new Asking(new TcpCheck(Asking.connector()));

    @Test
    void aPortThatTakesTheConnectionPasses() throws Exception {
        try (var wire = Wire.silent()) {
            var answer = asking.ask(new Question.Tcp("localhost", wire.port()));

            assertThat(answer.outcome()).isEqualTo(Outcome.PASS);
            assertThat(answer.phases().connectMillis()).isNotNull();
            assertThat(answer.phases().firstByteMillis()).isNull();
        }
    }

    @Test
    void aPortThatTakesNoneIsRefused() throws Exception {
        try (var closed = ClosedPort.onLoopback()) {
            assertThat(asking.errorOf(new Question.Tcp("127.0.0.1", closed.port())))
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void aNameThatIsNoneIsNotFound() {
        assertThat(asking.errorOf(new Question.Tcp("a..b", 80))).isEqualTo(NAME_NOT_FOUND);
    }
}
