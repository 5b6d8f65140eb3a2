package dev.tocsin.probe;

import dev.tocsin.contract.Ids;
import dev.tocsin.probe.check.Secrets;
import dev.tocsin.probe.check.network.DefaultProxy;
import dev.tocsin.probe.report.Observation;
import dev.tocsin.probe.report.file.Spool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/// The objects that come from the configuration and the environment.
final class ProbeParts {

    @Produces
    @Singleton
    InstantSource clock() {
        return new SteadyClock();
    }

    @Produces
    @Singleton
    Secrets secrets() {
        return new Secrets(System.getenv());
    }

    @Produces
    @Singleton
    DefaultProxy proxy(ProbeConfig config) {
        try {
            return DefaultProxy.of(config.proxy(), config.proxyAuthorization());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tocsin.probe.proxy: %s".formatted(e.getMessage()), e);
        }
    }

    @Produces
    @Singleton
    Observation observation(ProbeConfig config) {
        return new Observation(
                Ids.requireId("tocsin.probe.vantage-point", config.vantagePoint()),
                Ids.requireId("tocsin.probe.id", config.probe()));
    }

    @Produces
    @Singleton
    Spool spool(ProbeConfig config) throws IOException {
        return Spool.open(config.spool().directory(), config.spool().maxBytes());
    }
}
