package dev.tocsin.support.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@Singleton
class AccessProducer {

    @Produces
    @Singleton
    OperatorToken token(OperatorConfig config) {
        return new OperatorToken(config.token()
                .filter(token -> token.length() >= OperatorToken.LEAST_LENGTH)
                .orElseThrow(() -> new IllegalStateException(
                        "tocsin.operator.token (TOCSIN_OPERATOR_TOKEN) must be set, to at least %d characters"
                                .formatted(OperatorToken.LEAST_LENGTH))));
    }

    @Produces
    @Singleton
    AttemptLimit attempts(OperatorConfig config) {
        return new AttemptLimit(config.attempts().most(), config.attempts().window());
    }

    /// A service that lacks its token does not start.
    void checkAtStart(@Observes StartupEvent event, OperatorToken token) {}
}
