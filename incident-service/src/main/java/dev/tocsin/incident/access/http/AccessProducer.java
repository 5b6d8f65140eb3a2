package dev.tocsin.incident.access.http;

import dev.tocsin.incident.access.AttemptLimit;
import dev.tocsin.incident.access.OperatorToken;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

final class AccessProducer {

    private AccessProducer() {}

    @Produces
    @Singleton
    static OperatorToken token(OperatorConfig config) {
        return new OperatorToken(config.token());
    }

    @Produces
    @Singleton
    static AttemptLimit attempts(OperatorConfig config) {
        return new AttemptLimit(config.attempts().most(), config.attempts().window());
    }

    @Produces
    @Singleton
    @DefaultBean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
