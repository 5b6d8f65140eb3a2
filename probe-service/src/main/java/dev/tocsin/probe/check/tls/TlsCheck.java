package dev.tocsin.probe.check.tls;

import static dev.tocsin.contract.health.ErrorKind.CERTIFICATE_EXPIRING;

import dev.tocsin.contract.catalog.Question;
import dev.tocsin.probe.check.Fault;
import dev.tocsin.probe.check.network.Ask;
import dev.tocsin.probe.check.network.CheckKind;
import dev.tocsin.probe.check.network.Connector;
import dev.tocsin.probe.check.network.TlsConnector;
import dev.tocsin.probe.check.network.TlsSettings;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Passes when the certificate is trusted, has the name, and is valid for long enough, as are its issuers.
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
                filled(question.trust(), secrets),
                Connector.fill(question.route(), secrets),
                TlsSettings.fill(question.clientCertificate(), secrets));
    }

    private static @Nullable String filled(@Nullable String text, UnaryOperator<String> secrets) {
        return text == null ? null : secrets.apply(text);
    }

    @Override
    public Optional<Fault> ask(Question.Tls question, Ask ask) throws Exception {
        var socket = connector.connect(question.host(), question.port(), question.route(), ask);
        var settings = new TlsSettings(question.trust(), question.clientCertificate(), List.of());
        var secured = tls.secure(socket, question.serverName(), settings, ask);
        return secured.distrust().isPresent()
                ? secured.distrust()
                : expiring(secured.shown(), secured.roots(), question.daysLeft(), Instant.now());
    }

    /// The first certificate of the chain to expire ends the trust, unless another chain is valid for longer.
    static Optional<Fault> expiring(
            List<X509Certificate> shown, Collection<X509Certificate> roots, int daysLeft, Instant now)
            throws GeneralSecurityException {
        var first = Chain.at(now, shown, roots).map(Chain::firstToEnd).orElse(shown.getFirst());
        var end = first.getNotAfter().toInstant();
        var left = Duration.between(now, end);
        var wanted = Duration.ofDays(daysLeft);
        if (left.compareTo(wanted) >= 0
                || Chain.at(now.plus(wanted), shown, roots).isPresent()) {
            return Optional.empty();
        }
        var issuer = first.equals(shown.getFirst())
                ? ""
                : "the issuer %s ".formatted(first.getSubjectX500Principal().getName());
        return Optional.of(Fault.of(
                CERTIFICATE_EXPIRING,
                "%sexpires at %s: %d days left, fewer than %d".formatted(issuer, end, left.toDays(), daysLeft)));
    }
}
