package dev.tocsin.probe.check.tls;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRING;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.CheckKind;
import dev.tocsin.probe.check.network.Connector;
import dev.tocsin.probe.check.network.TlsConnector;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A certificate that is trusted, has the name and lives on long enough is right.
@Singleton
final class TlsCheck implements CheckKind<Question.Tls> {

    private final Connector connector;
    private final TlsConnector tls;

    TlsCheck(Connector connector, TlsConnector tls) {
        this.connector = connector;
        this.tls = tls;
    }

    @Override
    public Class<Question.Tls> question() {
        return Question.Tls.class;
    }

    @Override
    public Question.Tls fill(Question.Tls question, UnaryOperator<String> secrets) {
        return new Question.Tls(
                secrets.apply(question.host()),
                question.port(),
                secrets.apply(question.serverName()),
                question.daysLeft(),
                filled(question.trust(), secrets));
    }

    private static @Nullable String filled(@Nullable String text, UnaryOperator<String> secrets) {
        return text == null ? null : secrets.apply(text);
    }

    @Override
    public Optional<Fault> ask(Question.Tls question, Ask ask) throws Exception {
        var socket = connector.connect(question.host(), question.port(), ask);
        var secured = tls.secure(socket, question.serverName(), question.trust(), ask);
        var notAfter = secured.certificate().getNotAfter().toInstant();
        return secured.distrust().or(() -> expiring(notAfter, question.daysLeft(), Instant.now()));
    }

    static Optional<Fault> expiring(Instant notAfter, int daysLeft, Instant now) {
        var left = Duration.between(now, notAfter);
        return left.compareTo(Duration.ofDays(daysLeft)) >= 0
                ? Optional.empty()
                : Optional.of(Fault.of(
                        CERTIFICATE_EXPIRING,
                        "expires at %s: %d days left, fewer than %d".formatted(notAfter, left.toDays(), daysLeft)));
    }
}
