package dev.tocsin.probe.check.tcp;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.CheckKind;
import dev.tocsin.probe.check.network.Connector;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Passes when the port takes the connection.
@Singleton
final class TcpCheck implements CheckKind<Question.Tcp> {

    private final Connector connector;

    TcpCheck(Connector connector) {
        this.connector = connector;
    }

    @Override
    public Class<Question.Tcp> question() {
        return Question.Tcp.class;
    }

    @Override
    public Question.Tcp fill(Question.Tcp question, UnaryOperator<String> secrets) {
        return new Question.Tcp(
                secrets.apply(question.host()), question.port(), Connector.fill(question.route(), secrets));
    }

    @Override
    public Optional<Fault> ask(Question.Tcp question, Ask ask) throws Exception {
        var _ = connector.connect(question.host(), question.port(), question.route(), ask);
        return Optional.empty();
    }
}
