package dev.tocsin.probe.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.contract.health.Outcome;
import dev.tocsin.probe.check.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AskerTest {

    private static final Question.Tcp PORT = new Question.Tcp("localhost", 80);

    @Test
    void whateverAnAskThrowsItIsUnsure() {
        var asking = new Asking(new Breaking(ask -> {
            throw new StackOverflowError("as deep as an expression may be");
        }));

        var answer = asking.ask(PORT);

        assertThat(answer.outcome()).isEqualTo(Outcome.UNSURE);
        assertThat(answer.fault()).map(Fault::detail).hasValue("internal error of the probe: StackOverflowError");
    }

    @Test
    void aQuestionThatNoCheckKnowsIsUnsure() {
        var asking = new Asking(new Breaking(ask -> {}));

        assertThat(asking.ask(new Question.Dns("localhost", "A", null, List.of()))
                        .outcome())
                .isEqualTo(Outcome.UNSURE);
    }

    /// The first resource does not let itself be closed; the deadline ends the ask all the same.
    @Test
    void aDeadlineEndsAnAskWhateverClosingThrows() {
        var asking = new Asking(new Breaking(ask -> {
            ask.holding((Closeable) () -> {
                throw new IllegalStateException("not now");
            });
            Thread.sleep(Asking.TIMEOUT_MILLIS * 10);
        }));

        assertThat(asking.ask(PORT, 100, 100).outcome()).isEqualTo(Outcome.FAIL);
    }

    private interface Conversation {
        void with(Ask ask) throws IOException, InterruptedException;
    }

    private record Breaking(Conversation conversation) implements CheckKind<Question.Tcp> {

        @Override
        public Class<Question.Tcp> question() {
            return Question.Tcp.class;
        }

        @Override
        public Question.Tcp fill(Question.Tcp question, UnaryOperator<String> secrets) {
            return question;
        }

        @Override
        public Optional<Fault> ask(Question.Tcp question, Ask ask) throws Exception {
            conversation.with(ask);
            return Optional.empty();
        }
    }
}
